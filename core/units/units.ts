/** Units carried in the type, so that metres and decimetres cannot be mixed up. */
export type Metres = number & { readonly unit: 'm' }
export type Decimetres = number & { readonly unit: 'dm' }
export type Seconds = number & { readonly unit: 's' }
/** Money in integer fen (0.01 CNY). */
export type Fen = number & { readonly unit: 'fen' }

export const metres = (n: number) => n as Metres
export const decimetres = (n: number) => n as Decimetres
export const seconds = (n: number) => n as Seconds
export const fen = (n: number) => n as Fen

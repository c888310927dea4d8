import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { normalPassword, SIGN_IN } from './rules.ts'

const { memoryKiB, iterations, parallelism } = SIGN_IN.argon2id
const COST = { memoryCost: memoryKiB, timeCost: iterations, parallelism }

/** How every hash made with today's settings begins. */
const MADE_TODAY = `$argon2id$v=19$m=${memoryKiB},t=${iterations},p=${parallelism}$`

/** The argon2id hash of a password with a salt of its own, and the settings in it. */
export const hashPassword = (typed: string): Promise<string> => hash(normalPassword(typed), COST)

/** Whether the hash was made with other settings than today's, and should be replaced when the password is at hand. */
export const isOutdated = (passwordHash: string): boolean => !passwordHash.startsWith(MADE_TODAY)

/** The hash of a password that nobody has, made as any other: what an unknown account is compared with. */
export const decoy = hashPassword(randomBytes(32).toString('base64url'))

/**
 * Whether the password is that of the hash. Without a hash the answer is no, after the same work: the time it takes
 * does not tell whether an account exists.
 */
export async function verifyPassword(passwordHash: string | undefined, typed: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoy), normalPassword(typed))
  return matches && passwordHash !== undefined
}

/** A secret for a cookie: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: 32 bytes. A token is random, so a plain digest is enough. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** An id that cannot be guessed, of letters, digits, `-` and `_`. */
export const newId = (): string => randomBytes(12).toString('base64url')

/** Letters and digits that are not mistaken for each other when read aloud or copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to hand over, such as `k7mq-x2vd-9hpa-tw3n`: 79 random bits. */
export function newOneTimePassword(): string {
  const letters: string[] = []
  while (letters.length < 16) {
    // Bytes beyond the last whole alphabet are dropped, or the first letters would come more often.
    const [byte = 0] = randomBytes(1)
    if (byte < 256 - (256 % LETTERS.length)) letters.push(LETTERS[byte % LETTERS.length]!)
  }
  return letters.join('').replace(/.{4}(?=.)/g, '$&-')
}

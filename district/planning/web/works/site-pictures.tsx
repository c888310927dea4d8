import { App } from 'antd'
import { getDocument } from '#foundation/evidence/contract.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { ProblemError } from '#platform/http/client.ts'
import { urlOf } from '#platform/http/route.ts'
import { upload, useForgetReplies } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { type ProgrammeSite, uploadSitePicture } from '../../contract/works.ts'
import s from './site-pictures.module.css'
import { words } from './words.ts'

interface PicturesProps {
  readonly site: ProgrammeSite
  /** Whoever may write can add or replace them here. */
  readonly mayAdd?: boolean
}

/** A site as it was before and as it is after. */
export function Pictures({ site, mayAdd = false }: PicturesProps) {
  const w = useWords(words)
  const why = useMay()('planning.simulate', site.communityId)
  const canAdd = mayAdd && !why
  const { beforeDocument, afterDocument, name } = site
  if (!beforeDocument && !afterDocument && !canAdd) return null
  const both = [
    { of: 'before', documentId: beforeDocument, alt: w.pictureBefore(name), caption: w.beforeShort },
    { of: 'after', documentId: afterDocument, alt: w.pictureAfter(name), caption: w.afterShort },
  ] as const
  return (
    <div className={s.pictures}>
      {both.map(({ of, documentId, alt, caption }) => (
        <figure key={of}>
          {documentId && (
            <img
              src={urlOf(getDocument, { params: { communityId: site.communityId, documentId } })}
              alt={alt}
              loading="lazy"
            />
          )}
          <figcaption className="small">
            {canAdd ? <Add {...{ site, of }} label={caption} about={alt} /> : documentId && caption}
          </figcaption>
        </figure>
      ))}
    </div>
  )
}

interface AddProps {
  readonly site: ProgrammeSite
  readonly of: 'before' | 'after'
  readonly label: string
  readonly about: string
}

/** A button to choose a picture; it is sent at once. */
function Add({ site, of, label, about }: AddProps) {
  const w = useWords(words)
  const { message } = App.useApp()
  const forget = useForgetReplies()
  const send = async (file: File | undefined) => {
    if (!file) return
    const { communityId, siteId } = site
    try {
      await upload(uploadSitePicture, { communityId, siteId, of }, file, () => {})
      await forget()
    } catch (error) {
      void message.error(error instanceof ProblemError ? error.message : w.failed)
    }
  }
  return (
    <label className={s.add}>
      <input
        className="visually-hidden"
        type="file"
        accept="image/png,image/jpeg"
        aria-label={w.choosePicture(about)}
        onChange={({ target }) => void send(target.files?.[0])}
      />
      {label} +
    </label>
  )
}

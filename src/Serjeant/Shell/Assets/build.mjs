// Compiles the stylesheet and copies what the browser needs into wwwroot/assets. Run by Assets.targets.
// Plain ES modules, no bundler: see docs/adr/0050.
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const out = join(root, 'wwwroot', 'assets')
const modules = join(root, 'node_modules')
const font = join(modules, '@fontsource-variable', 'atkinson-hyperlegible-next', 'files')

await rm(out, { recursive: true, force: true })
await mkdir(join(out, 'fonts'), { recursive: true })

// Latin for English; Latin extended for Welsh (ŵ, ŷ). The browser fetches the second only when a page needs it.
for (const set of ['latin', 'latin-ext']) {
  const name = `atkinson-hyperlegible-next-${set}-wght-normal.woff2`
  await copyFile(join(font, name), join(out, 'fonts', name))
}

await copyFile(join(modules, 'govuk-frontend', 'dist', 'govuk', 'govuk-frontend.min.js'), join(out, 'govuk-frontend.js'))
await copyFile(join(modules, 'htmx.org', 'dist', 'htmx.esm.min.js'), join(out, 'htmx.js'))
await copyFile(join(modules, 'htmx.org', 'dist', 'ext', 'hx-sse.min.js'), join(out, 'hx-sse.js'))

for (const name of await readdir(join(here, 'js'))) await copyFile(join(here, 'js', name), join(out, name))
for (const name of await readdir(join(here, 'images'))) await copyFile(join(here, 'images', name), join(out, name))

// The stylesheet is written last: the build takes its presence and date to mean that all of this was done.
const css = sass.compile(join(here, 'scss', 'desk.scss'), {
  loadPaths: [modules],
  style: 'compressed',
  quietDeps: true,
  charset: true
})
await writeFile(join(out, 'desk.css'), css.css)

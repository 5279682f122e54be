/** The programs and what comes with them, from a build (dist/) or from an installation that repairs itself. */
import * as fs from 'node:fs'
import { basename, join } from 'node:path'
import { LaunchError } from '../../core/errors'
import { compileSettings } from '../../config/compiled'
import type { ServiceSettings, Settings } from '../../core/settings'
import { cacheFits, makeCaches } from './code-cache'
import { ensureFile, lstat, remove, type Ids, type Site } from './files'
import { generationOf, isGeneration, PATHS, programsOf } from './layout'

/** A loader and what it loads. */
export interface Program {
  /** Where the loader goes. */
  readonly path: string
  readonly loader: Buffer
  /** `decider-HASH`, `cli-HASH` */
  readonly generation: string
  /** GENERATION.js, and the parts GENERATION.PART.js. */
  readonly parts: readonly (readonly [name: string, content: Buffer])[]
}

/** One build, read before anything is changed. */
export interface Build {
  readonly helper: Buffer
  readonly decider: Program
  readonly cli: Program
  /** koffi-VERSION.node → content. */
  readonly native: readonly (readonly [name: string, content: Buffer])[]
  /** Path below share/ → content. */
  readonly share: ReadonlyMap<string, Buffer>
}

/** Errors: `install-failed` where the directory holds no complete build. */
export function readBuild(directory: string): Build {
  const read = (name: string): Buffer => {
    try {
      return fs.readFileSync(join(directory, name))
    } catch (cause) {
      throw new LaunchError('install-failed', `${directory} holds no complete build; run "npm run build"`, {
        detail: `${name} cannot be read`,
        cause,
      })
    }
  }
  const program = (path: string): Program => {
    const name = basename(path)
    const loader = read(name)
    const generation = generationOf(loader.toString('latin1'))
    if (generation === undefined) throw new LaunchError('install-failed', `${directory}/${name} is not of this build`)
    const parts = programsOf(loader.toString('latin1')).map((part) => [part, read(part)] as const)
    return { path, loader, generation, parts }
  }
  return {
    helper: read('mapexec-helper'),
    decider: program(PATHS.decider),
    cli: program(PATHS.cli),
    native: fs
      .readdirSync(directory)
      .filter((name) => /^koffi-[\d.]+\.node$/.test(name))
      .map((name) => [name, read(name)] as const),
    share: new Map(filesBelow(join(directory, 'share')).map((name) => [name, read(`share/${name}`)])),
  }
}

const filesBelow = (directory: string): readonly string[] =>
  fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()

/**
 * A launch that starts meanwhile finds a complete old or a complete new program: what the loader names is there before
 * the loader, and what the old loader named stays until the next installation.
 */
export async function ensurePrograms(
  site: Site,
  build: Build,
  settings: Settings,
  owners: { readonly root: Ids; readonly service: Ids },
): Promise<void> {
  const { root } = owners
  const programs = [build.decider, build.cli]
  const kept = [
    ...programs.map(({ path }) => generationAt(site, path)),
    ...programs.map(({ generation }) => generation),
  ]
  for (const [name, content] of build.native) ensureFile(site, `${PATHS.library}/${name}`, content, root, 0o755)
  for (const { path, loader, parts } of programs) {
    for (const [name, content] of parts) ensureFile(site, `${PATHS.library}/${name}`, content, root, 0o644)
    ensureFile(site, path, loader, root, 0o644)
  }
  for (const [name, content] of build.share) ensureFile(site, `${PATHS.library}/share/${name}`, content, root, 0o644)
  for (const name of namesIn(site.root + PATHS.library))
    if (isGeneration(name) && !kept.includes(name.slice(0, name.indexOf('.')))) remove(site, `${PATHS.library}/${name}`)
  const isNew = ensureCompiled(site, build.decider, settings, root)
  await ensureCaches(site, build.decider, settings.service, { ...owners, isNew })
  await ensureCaches(site, build.cli, settings.service, { ...owners, isNew: false })
}

/** Settings worked out beforehand, for launches (src/config/compiled.ts). True where they were not there like this. */
function ensureCompiled(site: Site, { generation }: Program, settings: Settings, root: Ids): boolean {
  const real = site.root + PATHS.configuration
  // In a dry run on an empty machine there is nothing yet.
  if (lstat(real) === undefined) return false
  const compiled = compileSettings(fs.readFileSync(real, 'utf8'), settings)
  return ensureFile(site, `${PATHS.library}/${generation}.settings`, Buffer.from(compiled), root, 0o644)
}

async function ensureCaches(
  site: Site,
  program: Program,
  service: ServiceSettings,
  { isNew, ...owners }: { readonly root: Ids; readonly service: Ids; readonly isNew: boolean },
): Promise<void> {
  const { generation } = program
  const path = (part: string): string => `${PATHS.library}/${generation}${part === 'main' ? '' : `.${part}`}.cache`
  const loader = site.root + program.path
  // Other settings may mean other kinds of credentials: what they use is to be compiled, too.
  if (!isNew && lstat(site.root + path('main')) !== undefined && cacheFits(service, loader)) return
  if (site.dryRun) {
    site.report(`create ${path('main')}`)
    return
  }
  const caches = await makeCaches(service, loader, owners.service)
  const old = namesIn(site.root + PATHS.library).filter((name) => name.startsWith(`${generation}.`))
  for (const [part, cache] of caches) ensureFile(site, path(part), cache, owners.root, 0o644)
  const made = new Set([...caches.keys()].map(path))
  for (const name of old.filter((one) => one.endsWith('.cache') && !made.has(`${PATHS.library}/${one}`)))
    remove(site, `${PATHS.library}/${name}`)
}

function generationAt(site: Site, path: string): string | undefined {
  try {
    return generationOf(fs.readFileSync(site.root + path, 'latin1'))
  } catch {
    return undefined
  }
}

const namesIn = (real: string): readonly string[] => (fs.existsSync(real) ? fs.readdirSync(real) : [])

/** The door names the Node that runs it, and takes nothing from the caller's environment to find it. */
export const doorFor = (template: Buffer, node: string): Buffer =>
  Buffer.from(template.toString('utf8').replaceAll('@NODE@', node))

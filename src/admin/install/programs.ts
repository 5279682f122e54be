/** The programs and what comes with them, from a build (dist/) or from an installation that repairs itself. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { LaunchError } from '../../core/errors'
import { compileSettings } from '../../config/compiled'
import type { ServiceSettings, Settings } from '../../core/settings'
import { cacheFits, makeCaches } from './code-cache'
import { ensureFile, lstat, remove, type Ids, type Site } from './files'
import { generationOf, isGeneration, PATHS, programsOf } from './layout'

/** One build, read before anything is changed. */
export interface Build {
  readonly helper: Buffer
  readonly loader: Buffer
  /** `decider-HASH` */
  readonly generation: string
  /** decider-HASH.js, and the parts decider-HASH.PART.js. */
  readonly program: readonly (readonly [name: string, content: Buffer])[]
  /** cli.js, and its parts cli-*.js. */
  readonly cli: readonly (readonly [name: string, content: Buffer])[]
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
  const loader = read('decider.js')
  const generation = generationOf(loader.toString('latin1'))
  if (generation === undefined) throw new LaunchError('install-failed', `${directory}/decider.js is not of this build`)
  return {
    helper: read('mapexec-helper'),
    loader,
    generation,
    program: programsOf(loader.toString('latin1')).map((name) => [name, read(name)] as const),
    cli: ['cli.js', ...SHARED_BY_CLI, ...namesIn(directory).filter(isCliPart)].map(
      (name) => [name, read(name)] as const,
    ),
    native: fs
      .readdirSync(directory)
      .filter((name) => /^koffi-[\d.]+\.node$/.test(name))
      .map((name) => [name, read(name)] as const),
    share: new Map(filesBelow(join(directory, 'share')).map((name) => [name, read(`share/${name}`)])),
  }
}

/** Without these no command starts. */
const SHARED_BY_CLI = ['cli-errors.js', 'cli-config.js']
const isCliPart = (name: string): boolean => /^cli-[a-z-]+\.js$/.test(name) && !SHARED_BY_CLI.includes(name)

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
  const before = currentGeneration(site)
  for (const [name, content] of build.native) ensureFile(site, `${PATHS.library}/${name}`, content, root, 0o755)
  for (const [name, content] of build.program) ensureFile(site, `${PATHS.library}/${name}`, content, root, 0o644)
  ensureFile(site, PATHS.decider, build.loader, root, 0o644)
  for (const [name, content] of build.cli) ensureFile(site, `${PATHS.library}/${name}`, content, root, 0o644)
  for (const [name, content] of build.share) ensureFile(site, `${PATHS.library}/share/${name}`, content, root, 0o644)
  for (const name of namesIn(site.root + PATHS.library)) {
    const kept = [build.generation, before].some((generation) => name.startsWith(`${generation ?? build.generation}.`))
    const isOldPart = isCliPart(name) && !build.cli.some(([part]) => part === name)
    if ((isGeneration(name) && !kept) || isOldPart) remove(site, `${PATHS.library}/${name}`)
  }
  const isNew = ensureCompiled(site, build, settings, root)
  await ensureCache(site, build, settings.service, { ...owners, isNew })
}

/** Settings worked out beforehand, for launches (src/config/compiled.ts). True where they were not there like this. */
function ensureCompiled(site: Site, { generation }: Build, settings: Settings, root: Ids): boolean {
  const real = site.root + PATHS.configuration
  // In a dry run on an empty machine there is nothing yet.
  if (lstat(real) === undefined) return false
  const compiled = compileSettings(fs.readFileSync(real, 'utf8'), settings)
  return ensureFile(site, `${PATHS.library}/${generation}.settings`, Buffer.from(compiled), root, 0o644)
}

async function ensureCache(
  site: Site,
  { generation }: Build,
  service: ServiceSettings,
  { isNew, ...owners }: { readonly root: Ids; readonly service: Ids; readonly isNew: boolean },
): Promise<void> {
  const path = (part: string): string => `${PATHS.library}/${generation}${part === 'main' ? '' : `.${part}`}.cache`
  const loader = site.root + PATHS.decider
  // Other settings may mean other kinds of credentials: what they use is to be compiled, too.
  if (!isNew && lstat(site.root + path('main')) !== undefined && cacheFits(service, loader)) return
  if (site.dryRun) {
    site.report(`create ${path('main')}`)
    return
  }
  const caches = await makeCaches(service, loader, owners.service)
  const old = namesIn(site.root + PATHS.library).filter((name) => name.startsWith(`${generation}.`))
  for (const [part, cache] of caches) ensureFile(site, path(part), cache, owners.root, 0o644)
  const kept = new Set([...caches.keys()].map(path))
  for (const name of old.filter((one) => one.endsWith('.cache') && !kept.has(`${PATHS.library}/${one}`)))
    remove(site, `${PATHS.library}/${name}`)
}

function currentGeneration(site: Site): string | undefined {
  try {
    return generationOf(fs.readFileSync(site.root + PATHS.decider, 'latin1'))
  } catch {
    return undefined
  }
}

const namesIn = (real: string): readonly string[] => (fs.existsSync(real) ? fs.readdirSync(real) : [])

/** The door names the Node that runs it, and takes nothing from the caller's environment to find it. */
export const doorFor = (template: Buffer, node: string): Buffer =>
  Buffer.from(template.toString('utf8').replaceAll('@NODE@', node))

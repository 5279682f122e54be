/** Every reason a launch can be refused for: token → whose turn it is, and whether a retry can help. */
import { EXIT, type Kind } from './exit-codes'

interface ReasonFacts {
  readonly kind: Kind
  /** The same request may succeed later without anybody changing anything. */
  readonly retryable?: true
}

const client: ReasonFacts = { kind: 'client' }
const system: ReasonFacts = { kind: 'system' }
const systemRetry: ReasonFacts = { kind: 'system', retryable: true }
const denied: ReasonFacts = { kind: 'denied' }
const deniedRetry: ReasonFacts = { kind: 'denied', retryable: true }

/**
 * The closed list. Tokens are stable: programs match on them.
 * Those under "helper" are spoken by the C helper and stand here so that one table documents all.
 */
export const REASONS = {
  // request
  usage: client,
  'request-malformed': client,
  'environment-malformed': client,
  'environment-too-large': client,
  'cwd-unknown': client,
  'status-fd-invalid': client,

  // authenticate: which credential
  'no-credential': client,
  'credential-not-found': client,
  'credential-unreadable': client,
  'credential-not-regular': client,
  'credential-owner': client,
  'credential-mode': client,
  'credential-too-large': client,
  'credential-changed': client,
  'credential-kind-disabled': denied,

  // authenticate: x509
  'proxy-syntax': client,
  'proxy-no-key': client,
  'proxy-key-mismatch': client,
  'proxy-key-encrypted': client,
  'proxy-required': client,
  'credential-expired': client,
  'credential-not-yet-valid': client,
  'chain-untrusted': denied,
  'chain-order': client,
  'chain-too-long': client,
  'chain-invalid': denied,
  'chain-signature': denied,
  'crl-missing': systemRetry,
  'crl-expired': systemRetry,
  'crl-invalid': system,
  'certificate-revoked': denied,
  'signing-policy-missing': system,
  'signing-policy-syntax': system,
  'signing-policy-violation': denied,
  'ca-expired': denied,
  'ca-not-yet-valid': denied,
  'name-constraints': denied,
  'basic-constraints': denied,
  'key-usage': denied,
  'path-length': denied,
  'proxy-name': denied,
  'proxy-critical-extension': denied,
  'proxy-cert-info': denied,
  'proxy-generation-mixed': denied,
  'proxy-generation-disabled': denied,
  'proxy-full-below-limited': denied,
  'proxy-limited': denied,
  'proxy-not-limited': denied,
  'proxy-independent': denied,
  'proxy-policy-unknown': denied,
  'proxy-lifetime': denied,
  'proxy-too-deep': denied,
  'weak-key': denied,
  'weak-signature': denied,
  'dn-unrepresentable': denied,

  // authenticate: VOMS
  'voms-required': denied,
  'voms-syntax': denied,
  'voms-signature': denied,
  'voms-untrusted-issuer': denied,
  'voms-holder': denied,
  'voms-expired': denied,
  'voms-not-yet-valid': denied,
  'voms-target': denied,
  'voms-critical-extension': denied,
  'voms-fqan': denied,
  'voms-lifetime': denied,

  // authenticate: tokens and MUNGE
  'token-syntax': denied,
  'token-invalid': denied,
  'token-expired': denied,
  'token-wrong-job': denied,
  'token-issuer': denied,
  'token-too-large': denied,
  'token-algorithm': denied,
  'token-key-unknown': denied,
  'token-signature': denied,
  'token-audience': denied,
  'token-not-yet-valid': denied,
  'token-lifetime': denied,
  'token-claim': denied,
  'keys-unavailable': systemRetry,
  'munge-invalid': denied,
  'munge-expired': denied,
  'munge-replayed': denied,
  'munge-restriction': denied,
  'munge-host': denied,
  'munge-other-launch': denied,
  'munge-unavailable': systemRetry,
  'unix-not-trusted': denied,

  // authorize
  'caller-not-listed': denied,
  'caller-credential-kind': denied,
  'caller-target': denied,
  'banned-subject': denied,
  'banned-fqan': denied,
  'not-allowed': denied,
  'command-not-allowed': denied,

  // authorize: CI jobs
  'ci-disabled': denied,
  'job-response-missing': client,
  'job-response-invalid': client,
  'variable-overridden': denied,
  'user-blocked': denied,
  'user-not-allowed': denied,
  'shell-not-allowed': denied,
  'bot-account': denied,
  'pipeline-source': denied,
  'ref-not-protected': denied,
  'project-not-allowed': denied,
  'runner-not-allowed': denied,
  nologin: deniedRetry,
  'runas-refused': denied,
  'runas-failed': system,

  // mapping
  'no-mapping': denied,
  'pool-full': deniedRetry,
  'pool-unknown': system,
  'lease-name-too-long': denied,
  'lease-conflict': systemRetry,
  'lease-directory': system,
  'lease-limit': deniedRetry,
  'no-primary-group': denied,
  'group-unmapped': denied,
  'account-unknown': system,
  'group-unknown': system,
  'account-forbidden': denied,
  'account-mismatch': denied,
  'lease-other-pool': denied,
  'map-syntax': system,

  // configuration
  'config-absent': system,
  'config-untrusted': system,
  'config-syntax': system,
  'config-invalid': system,
  'list-absent': system,

  // record
  'record-failed': systemRetry,
  'log-failed': systemRetry,

  // launch
  'target-proxy': client,
  'cwd-inaccessible': client,
  'command-missing': client,
  'command-not-executable': client,
  'bad-interpreter': client,
  'arguments-too-long': client,

  // helper
  'namespace-untrusted': system,
  'capabilities-missing': system,
  'no-new-privs': system,
  'nosuid-mount': system,
  'bounding-set': system,
  securebits: system,
  'helper-config-absent': system,
  'helper-config-untrusted': system,
  'helper-config-syntax': system,
  'decider-untrusted': system,
  'decider-failed': system,
  'decision-timeout': systemRetry,
  'service-unavailable': systemRetry,
  protocol: system,
  'out-of-bounds': system,
  'account-busy': systemRetry,
  'switch-failed': system,
  'label-failed': system,
  'no-process': systemRetry,
  'no-memory': systemRetry,
  'exec-failed': system,
  'start-timeout': systemRetry,
  'supervision-failed': system,
  'supervisor-killed': system,

  // install
  'not-root': client,
  'install-failed': system,

  /** What we did not foresee. */
  internal: system,
} as const satisfies Record<string, ReasonFacts>

export type Reason = keyof typeof REASONS

export const isRetryable = (reason: Reason): boolean => 'retryable' in REASONS[reason]

/** Reason → 201, 202 or 203. */
export const exitCodeOfReason = (reason: Reason): number => EXIT[REASONS[reason].kind]

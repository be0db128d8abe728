import type {Label} from './read.ts'

type Row = Pick<Label, 'must'> & Partial<Pick<Label, 'may'>>

/** What the prose of the readiness checklist alone lets one propose, by item id; a pack knows more. */
export const tableOf59: Readonly<Record<string, Row>> = {
  'decide-serving/pick-serving-mode-tenant': {must: ['choice'], may: ['attest']},
  'decide-serving/db-only-mode': {must: ['option']},
  'decide-serving/artifact-manifest-mode': {must: ['option']},
  'decide-serving/data-modes': {must: ['link item', 'attest']},
  'decide-serving/document-choice-deployment': {must: ['attest']},

  'tenancy-authentication/decide-production-auth-mechanism': {must: ['choice'], may: ['attest']},
  'tenancy-authentication/jwt': {must: ['option']},
  'tenancy-authentication/api-keys': {must: ['option']},
  'tenancy-authentication/dev-auth-enabled': {must: ['env DEV_AUTH_ENABLED=false'], may: ['attest']},
  'tenancy-authentication/if-using-jwt': {must: ['when']},
  'tenancy-authentication/jwt-jwks-url': {
    must: ['env JWT_JWKS_URL', 'env JWT_ISSUER', 'env JWT_AUDIENCE'],
    may: ['attest', 'when'],
  },
  'tenancy-authentication/auth-jwks-allowed-hosts': {
    must: ['env AUTH_JWKS_ALLOWED_HOSTS', 'env AUTH_ALLOW_INSECURE_JWKS=false'],
    may: ['attest', 'when'],
  },
  'tenancy-authentication/readyz': {must: ['http GET /readyz 200'], may: ['attest', 'when']},
  'tenancy-authentication/if-using-api-keys': {must: ['when']},
  // That a secret is set says nothing of how it is kept.
  'tenancy-authentication/api-key-enabled': {
    must: ['env API_KEY_ENABLED=true', 'env API_KEY_HASH_SECRET', 'attest'],
    may: ['when'],
  },
  'tenancy-authentication/rotate-keys-document-process': {must: ['attest'], may: ['when']},
  // One child is no pair of alternatives, and nothing below it says that the decision is written down.
  'tenancy-authentication/decide-document-tenancy-source': {must: ['attest']},
  // "and/or": neither of the two settings is needed for itself.
  'tenancy-authentication/auth-tenant-claims': {
    must: ['attest'],
    may: ['env AUTH_TENANT_CLAIMS', 'env TENANT_HEADER_NAME'],
  },
  'tenancy-authentication/validate-rbac-rules-admin': {must: ['attest'], may: ['link section']},
  'tenancy-authentication/auth-viewer-role': {
    must: ['env AUTH_VIEWER_ROLE', 'env AUTH_OPERATOR_ROLE', 'env AUTH_ADMIN_ROLE'],
    may: ['attest'],
  },

  'data-contracts/decide-what-identifiers-allowed': {must: ['attest']},
  'data-contracts/confirm-exposure-outcome-logging': {must: [], may: ['attest', 'link section']},
  'data-contracts/required-ids-correlation': {must: ['attest'], may: ['link section']},
  'data-contracts/retention-policy-access-control': {must: ['attest']},
  'data-contracts/exposure-hash-salt': {must: ['when', 'env EXPOSURE_HASH_SALT', 'attest']},
  'data-contracts/document-pii-stance': {must: ['attest']},

  'pipelines-readiness/confirm-artifact-publishing': {must: ['when', 'attest']},
  'pipelines-readiness/confirm-can-roll-back': {must: ['when', 'attest'], may: ['link section']},
  'pipelines-readiness/define-freshness-slos-alerting': {must: ['when', 'attest'], may: ['link section']},

  'database-migrations/ensure-postgres-provisioned': {must: ['attest']},
  'database-migrations/confirm-migrations-applied': {must: [], may: ['attest', 'link section']},
  'database-migrations/preflight-checks-ci': {must: ['attest']},
  'database-migrations/explicit-migration-job': {must: ['attest'], may: ['env MIGRATE_ON_START=false']},
  'database-migrations/document-rollback-strategy': {must: ['attest'], may: ['link section']},

  'observability-runbooks/liveness-readiness-probes-wired': {must: [], may: ['attest']},
  'observability-runbooks/healthz': {must: ['attest'], may: ['http GET /healthz 200']},
  'observability-runbooks/readyz': {must: ['attest'], may: ['http GET /readyz 200']},
  'observability-runbooks/health-detailed': {must: ['attest'], may: ['http GET /health/detailed 200']},
  'observability-runbooks/metrics-scraped-dashboards-exist': {must: [], may: ['attest']},
  'observability-runbooks/request-rate-error-rate': {must: ['attest']},
  'observability-runbooks/empty-recs-rate': {must: ['attest']},
  'observability-runbooks/cache-hit-miss': {must: ['when', 'attest']},
  'observability-runbooks/tracing-logging-configured': {must: ['attest']},
  'observability-runbooks/runbooks-exist-exercised-least': {must: [], may: ['attest']},
  'observability-runbooks/service-not-ready': {must: ['link item', 'attest']},
  'observability-runbooks/empty-recs': {must: ['link item', 'attest']},
  'observability-runbooks/rollback-config-rules': {must: ['link item', 'attest']},

  'performance-capacity/run-load-test-against': {must: ['attest'], may: ['link section']},
  'performance-capacity/configure-caching-backpressure': {must: [], may: ['attest', 'link section']},
  'performance-capacity/recsys-config-cache-ttl': {
    must: ['env RECSYS_CONFIG_CACHE_TTL', 'env RECSYS_RULES_CACHE_TTL'],
    may: ['attest'],
  },
  'performance-capacity/recsys-backpressure-max-inflight': {
    must: ['env RECSYS_BACKPRESSURE_MAX_INFLIGHT', 'env RECSYS_BACKPRESSURE_MAX_QUEUE'],
    may: ['attest'],
  },
  'performance-capacity/pprof-enabled': {must: ['env PPROF_ENABLED=false'], may: ['attest']},

  'safe-rollout/define-ship-rollback-procedures': {must: [], may: ['attest', 'link section']},
  'safe-rollout/config-rules': {must: ['attest']},
  'safe-rollout/artifact-manifests': {must: ['attest'], may: ['when']},
  'safe-rollout/algorithm-version-changes': {must: ['attest']},
  'safe-rollout/confirm-can-answer-which': {must: ['attest']},
  // No route is named, so nothing can be asked: the fields only say what the person looks at.
  'safe-rollout/meta-config-version': {
    must: ['attest'],
    may: ['json GET * meta.config_version', 'json GET * meta.rules_version', 'json GET * meta.algo_version'],
  },
  'safe-rollout/document-gates-criteria-shipping': {must: ['attest'], may: ['link section']},
}

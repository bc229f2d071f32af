# What is deployed, and where to. Sourced after tools.sh.
#
# A stage's settings stand in infra/deploy/<stage>.env (see example.env), so that nobody types them again; what the
# environment says comes first. A line is NAME=value, taken as it stands: nothing in it is run.

load_settings() {
  [ -n "${STAGE:-}" ] || fail "which stage? make ${1:-deploy} STAGE=prod (its settings: infra/deploy/prod.env)"
  case "$STAGE" in
    *[!a-z0-9-]* | [!a-z]*) fail "STAGE is made of small letters, digits and hyphens, and begins with a letter: $STAGE" ;;
    *-front-door | *-watch) fail "a stage called $STAGE would take the name of another stage's stack" ;;
  esac
  [ "${#STAGE}" -le 20 ] || fail "STAGE has twenty characters at most: $STAGE"

  settings="infra/deploy/$STAGE.env"
  [ -f "$root/$settings" ] || { settings="the environment"; return 0; }
  local line name value
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    case "$line" in "" | "#"*) continue ;; esac
    name="${line%%=*}" value="${line#*=}"
    [[ "$line" == *=* && "$name" =~ ^[A-Z][A-Z0-9_]*$ ]] || fail "$settings: not a line of the form NAME=value: $line"
    if [ -z "${!name:-}" ]; then export "$name=$value"; fi
  done < "$root/$settings"
}

# Names what is missing all at once, with what it is.
need() {
  local missing=() name
  for name in "$@"; do [ -n "${!name:-}" ] || missing+=("$name"); done
  [ "${#missing[@]}" -eq 0 ] || fail "not set: ${missing[*]} (what each is: infra/deploy/example.env; put them into infra/deploy/$STAGE.env)"
}

# Who and where we are; nothing is sent anywhere before this.
find_account() {
  # This version of the CLI reads the region under its older name only.
  if [ -n "${AWS_REGION:-}" ]; then export AWS_DEFAULT_REGION="$AWS_REGION"; fi
  account="$(aws sts get-caller-identity --query Account --output text)" ||
    fail "AWS does not know you: set AWS_PROFILE, or sign in (aws sso login)"
  region="${AWS_DEFAULT_REGION:-$(aws configure get region || true)}"
  [ -n "$region" ] || fail "no region: put AWS_REGION=eu-west-3 into infra/deploy/$STAGE.env"
}

# YES=1 answers for whoever is not there to be asked.
confirm() {
  [ "${YES:-}" != 1 ] || return 0
  [ -t 0 ] || fail "nobody is there to confirm: YES=1 does"
  local answer
  read -r -p "go on? [y/N] " answer
  [ "$answer" = y ] || fail "nothing was changed"
}

# One output of a stack; nothing if it is not there yet.
output() {
  aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue" 2>/dev/null || true
}

# deploy_stack <name> <template> <parameter=value>…
deploy_stack() {
  local name="$1" template="$2"
  shift 2
  echo "deploying $name"
  aws cloudformation deploy --stack-name "$name" --template-file "$template" \
    --s3-bucket "$CODE_BUCKET" --s3-prefix templates --no-fail-on-empty-changeset \
    --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND \
    --tags "stage=$STAGE" service=mip --parameter-overrides "$@"
}

# Where CloudFormation finds the templates and the functions: a bucket of yours, or one that is made here.
find_code_bucket() {
  if [ -n "${CODE_BUCKET:-}" ]; then return 0; fi
  CODE_BUCKET="mip-code-$account-$region"
  if aws s3api head-bucket --bucket "$CODE_BUCKET" >/dev/null 2>&1; then return 0; fi
  echo "making the bucket $CODE_BUCKET for the functions' code"
  aws s3 mb "s3://$CODE_BUCKET" >/dev/null
  aws s3api put-public-access-block --bucket "$CODE_BUCKET" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
}

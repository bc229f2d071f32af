#!/usr/bin/env bash
# Deploys what package.sh has built to the AWS account that the credentials at hand belong to.
# Settings come from the environment; the AWS ones (AWS_PROFILE, AWS_REGION…) are the AWS CLI's own.
set -euo pipefail
source "$(dirname "$0")/tools.sh"

missing=()
for name in STAGE CODE_BUCKET BASE_URL MAIL_FROM MAIL_REPLY_TO MAIL_IDENTITY; do
  [ -n "${!name:-}" ] || missing+=("$name")
done
if [ -n "${DOMAIN_NAME:-}" ] && [ -z "${CERTIFICATE_ARN:-}" ]; then missing+=(CERTIFICATE_ARN); fi
if [ "${#missing[@]}" -gt 0 ]; then
  cat >&2 <<USAGE
error: not set: ${missing[*]}
  STAGE          names the deployment: prod, staging
  CODE_BUCKET    an existing bucket of the account, for the functions' zips
  BASE_URL       the site's public address, https://… without a trailing slash
  MAIL_FROM      the sender, "Name <address>"
  MAIL_REPLY_TO  where answers to the mails go
  MAIL_IDENTITY  the verified SES identity that the sender belongs to (a domain or an address)
and, if you have them: DOMAIN_NAME and CERTIFICATE_ARN (a certificate of ACM in us-east-1), WEB_ACL_ARN, and
FRONT_DOOR=other where something else than CloudFront stands at BASE_URL (docs/front-door.md)
USAGE
  exit 1
fi
[ -f "$root/target/package/architecture" ] || fail "nothing to deploy: run make package first"
install_tools
cd "$root"
# This version of the CLI reads the region under its older name only.
if [ -n "${AWS_REGION:-}" ]; then export AWS_DEFAULT_REGION="$AWS_REGION"; fi
aws sts get-caller-identity --query Account --output text >/dev/null ||
  fail "AWS does not know you, or no region is set: set AWS_PROFILE and AWS_REGION, or sign in"

stack="mip-$STAGE"
architecture="$(tr - _ < target/package/architecture)"
# A prefix per content: CloudFormation sees a change of code only as a change of address.
content="$(cat target/package/*.zip | python3 -c "import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])")"
prefix="functions/$content"

echo "uploading the functions to s3://$CODE_BUCKET/$prefix/"
aws s3 cp target/package/ "s3://$CODE_BUCKET/$prefix/" --recursive --exclude "*" --include "*.zip" --only-show-errors

# One output of a stack; nothing if it is not there yet.
output() {
  aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue" 2>/dev/null || true
}

upload_static_files() {
  local site="$1" cache=(--cache-control "public, max-age=3600" --only-show-errors)
  echo "uploading the static files to s3://$site/assets/"
  # The CLI guesses content types from the system's own list, which may lack these two.
  aws s3 cp target/assets/ "s3://$site/assets/" --recursive "${cache[@]}" --exclude "*.woff2" --exclude "*.webmanifest"
  aws s3 cp target/assets/ "s3://$site/assets/" --recursive "${cache[@]}" --exclude "*" --include "*.woff2" --content-type font/woff2
  aws s3 cp target/assets/ "s3://$site/assets/" --recursive "${cache[@]}" --exclude "*" --include "*.webmanifest" \
    --content-type application/manifest+json
}

cargo run --quiet --bin local -- assets
# Before the functions, whose pages may name files that are new; the first time there is no bucket yet.
site="$(output "$stack" SiteBucketName)"
if [ -n "$site" ]; then upload_static_files "$site"; fi

echo "deploying $stack"
aws cloudformation deploy --stack-name "$stack" --template-file infra/template.yaml \
  --s3-bucket "$CODE_BUCKET" --s3-prefix templates \
  --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND --no-fail-on-empty-changeset \
  --parameter-overrides "Stage=$STAGE" "CodeBucket=$CODE_BUCKET" "CodePrefix=$prefix" "Architecture=$architecture" \
  "BaseUrl=$BASE_URL" "MailFrom=$MAIL_FROM" "MailReplyTo=$MAIL_REPLY_TO" "MailIdentity=$MAIL_IDENTITY"

if [ -z "$site" ]; then upload_static_files "$(output "$stack" SiteBucketName)"; fi

if [ "${FRONT_DOOR:-cloudfront}" = cloudfront ]; then
  echo "deploying $stack-front-door"
  parameters=("Stage=$STAGE" "DomainName=${DOMAIN_NAME:-}" "CertificateArn=${CERTIFICATE_ARN:-}" "WebAclArn=${WEB_ACL_ARN:-}")
  for name in IntakeUrl OrganiseUrl IllustrateUrl ModerateUrl SubscribeUrl ComposeUrl \
    SiteBucketDomain UploadsBucketDomain FrontDoorKeyArn; do
    parameters+=("$name=$(output "$stack" "$name")")
  done
  aws cloudformation deploy --stack-name "$stack-front-door" --template-file infra/front-door.yaml \
    --no-fail-on-empty-changeset --parameter-overrides "${parameters[@]}"
  aws cloudfront create-invalidation --paths "/assets/*" --output text >/dev/null \
    --distribution-id "$(output "$stack-front-door" DistributionId)"
  echo "the site is at https://${DOMAIN_NAME:-$(output "$stack-front-door" Domain)}"
fi

echo "deployed:"
aws cloudformation describe-stacks --stack-name "$stack" --output table --query "Stacks[0].Outputs[].[OutputKey,OutputValue]"

#!/usr/bin/env bash
# Deploys what package.sh has built to the AWS account that the credentials at hand belong to: the service, what stands
# before it, what watches over it. Doing it twice changes nothing; interrupted, it is run again.
#   STAGE=prod deploy.sh       with infra/deploy/prod.env
set -euo pipefail
source "$(dirname "$0")/tools.sh"
source "$(dirname "$0")/settings.sh"

load_settings deploy
need MAIL_FROM MAIL_REPLY_TO
if [ -n "${DOMAIN_NAME:-}" ]; then need CERTIFICATE_ARN; fi
if [ "${FRONT_DOOR:=cloudfront}" != cloudfront ]; then need BASE_URL; fi
if [ -z "${MAIL_IDENTITY:-}" ]; then
  MAIL_IDENTITY="${MAIL_FROM##*@}"
  MAIL_IDENTITY="${MAIL_IDENTITY%%>*}"
fi
[ -n "${CODE_PREFIX:-}" ] || [ -f "$root/target/package/architecture" ] || fail "nothing to deploy: run make package first"
install_tools
cd "$root"
find_account

stack="mip-$STAGE"
before="$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
  --query "Stacks[0].Parameters[?ParameterKey=='CodePrefix'].ParameterValue" 2>/dev/null || true)"
if [ -n "${CODE_PREFIX:-}" ]; then
  prefix="$CODE_PREFIX" # as deployed before: to go back, without building anything
else
  # A prefix per content: CloudFormation sees a change of code only as a change of address.
  content="$(cat target/package/*.zip | python3 -c "import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])")"
  prefix="functions/$content"
fi

# The address in every link. Without a name of one's own it is CloudFront's, which is known once that is there.
unknown="https://unknown.invalid"
if [ -z "${BASE_URL:-}" ]; then
  domain="${DOMAIN_NAME:-$(output "$stack-front-door" Domain)}"
  BASE_URL="${domain:+https://$domain}"
  BASE_URL="${BASE_URL:-$unknown}"
fi

# Lambda reserves nothing where less than 100 would be left for the rest of the account; two stages reserve about 350.
limit="$(aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions --output text)"
if [ -z "${RESERVE_CONCURRENCY:-}" ]; then
  if [ "$limit" -ge 500 ]; then RESERVE_CONCURRENCY=yes; else RESERVE_CONCURRENCY=no; fi
fi

cat <<SUMMARY
stage      $STAGE (settings: $settings)
account    $account, $region
stacks     $stack$([ "$FRONT_DOOR" = cloudfront ] && echo ", $stack-front-door"), $stack-watch
code       $prefix$([ -n "$before" ] && echo ", now $before")
address    $([ "$BASE_URL" = "$unknown" ] && echo "CloudFront's own" || echo "$BASE_URL")
mails      from $MAIL_FROM, answers to $MAIL_REPLY_TO, identity $MAIL_IDENTITY
alarms     ${ALARMS:-all}, to ${ALARM_EMAIL:-nobody: ALARM_EMAIL is not set}
reserved   $RESERVE_CONCURRENCY; the account runs $limit functions at once
SUMMARY
if [ "$limit" -lt 500 ]; then
  echo "           too few for an edition: ask for 1000 (docs/deploy.md, \"Quotas\"), then deploy again"
fi
confirm
find_code_bucket

if [ -n "${CODE_PREFIX:-}" ]; then
  aws s3api head-object --bucket "$CODE_BUCKET" --key "$prefix/intake.zip" >/dev/null ||
    fail "s3://$CODE_BUCKET/$prefix/ holds no functions: aws s3 ls s3://$CODE_BUCKET/functions/"
  architecture="$(aws lambda get-function-configuration --function-name "$stack-intake" --query "Architectures[0]" --output text)"
else
  architecture="$(tr - _ < target/package/architecture)"
  echo "uploading the functions to s3://$CODE_BUCKET/$prefix/"
  aws s3 cp target/package/ "s3://$CODE_BUCKET/$prefix/" --recursive --exclude "*" --include "*.zip" --only-show-errors
fi

upload_static_files() {
  local site="$1" cache=(--cache-control "public, max-age=3600" --only-show-errors)
  echo "uploading the static files to s3://$site/assets/"
  # The CLI guesses content types from the system's own list, which may lack these two.
  aws s3 cp target/assets/ "s3://$site/assets/" --recursive "${cache[@]}" --exclude "*.woff2" --exclude "*.webmanifest"
  aws s3 cp target/assets/ "s3://$site/assets/" --recursive "${cache[@]}" --exclude "*" --include "*.woff2" --content-type font/woff2
  aws s3 cp target/assets/ "s3://$site/assets/" --recursive "${cache[@]}" --exclude "*" --include "*.webmanifest" \
    --content-type application/manifest+json
}

deploy_service() {
  deploy_stack "$stack" infra/template.yaml \
    "Stage=$STAGE" "CodeBucket=$CODE_BUCKET" "CodePrefix=$prefix" "Architecture=$architecture" "BaseUrl=$BASE_URL" \
    "MailFrom=$MAIL_FROM" "MailReplyTo=$MAIL_REPLY_TO" "MailIdentity=$MAIL_IDENTITY" "ReserveConcurrency=$RESERVE_CONCURRENCY"
}

cargo run --quiet --bin local -- assets
# Before the functions, whose pages may name files that are new; the first time there is no bucket yet.
site="$(output "$stack" SiteBucketName)"
if [ -n "$site" ]; then upload_static_files "$site"; fi
deploy_service
aws cloudformation update-termination-protection --stack-name "$stack" --enable-termination-protection >/dev/null
if [ -z "$site" ]; then upload_static_files "$(output "$stack" SiteBucketName)"; fi

distribution=none
if [ "$FRONT_DOOR" = cloudfront ]; then
  parameters=("Stage=$STAGE" "DomainName=${DOMAIN_NAME:-}" "CertificateArn=${CERTIFICATE_ARN:-}" "WebAclArn=${WEB_ACL_ARN:-}")
  for name in IntakeUrl OrganiseUrl IllustrateUrl ModerateUrl SubscribeUrl ComposeUrl \
    SiteBucketDomain UploadsBucketDomain FrontDoorKeyArn; do
    parameters+=("$name=$(output "$stack" "$name")")
  done
  parameters+=("FrontDoorKeyVersion=$(aws secretsmanager list-secret-version-ids --output text \
    --secret-id "$(output "$stack" FrontDoorKeyArn)" --query "Versions[?contains(VersionStages, 'AWSCURRENT')].VersionId")")
  deploy_stack "$stack-front-door" infra/front-door.yaml "${parameters[@]}"
  distribution="$(output "$stack-front-door" DistributionId)"
  aws cloudfront create-invalidation --paths "/assets/*" --output text --distribution-id "$distribution" >/dev/null
  if [ "$BASE_URL" = "$unknown" ]; then
    BASE_URL="https://$(output "$stack-front-door" Domain)"
    deploy_service
  fi
fi

deploy_stack "$stack-watch" infra/watch.yaml \
  "Stage=$STAGE" "MainStack=$stack" "TableName=$(output "$stack" TableName)" "DistributionId=$distribution" \
  "AlarmEmail=${ALARM_EMAIL:-}" "Alarms=${ALARMS:-all}"

cat <<DONE
deployed.
the site       $BASE_URL
how it goes    $(output "$stack-watch" DashboardUrl)
DONE
if [ -n "${DOMAIN_NAME:-}" ] && [ "$FRONT_DOOR" = cloudfront ]; then
  echo "DNS            $DOMAIN_NAME CNAME $(output "$stack-front-door" Domain)"
fi
if [ -n "$before" ] && [ "$before" != "$prefix" ]; then
  echo "to go back     make deploy STAGE=$STAGE CODE_PREFIX=$before"
fi

#!/usr/bin/env bash
# The domain that mails are sent from, at SES, and the DNS records that prove it. Once for each domain, before deploy.sh.
#   STAGE=prod mail.sh         with infra/deploy/prod.env
set -euo pipefail
source "$(dirname "$0")/tools.sh"
source "$(dirname "$0")/settings.sh"

load_settings deploy-mail
need MAIL_FROM
domain="${MAIL_IDENTITY:-${MAIL_FROM##*@}}"
domain="${domain%%>*}"
case "$domain" in *@*) fail "$domain is an address, which needs no records: aws ses verify-email-identity --email-address $domain" ;; esac
install_tools
cd "$root"
find_account

# Two stages that send from the same domain share it.
stack="mip-mail-${domain//./-}"
cat <<SUMMARY
domain     $domain (settings: $settings)
account    $account, $region
stack      $stack
SUMMARY
confirm
find_code_bucket
deploy_stack "$stack" infra/mail.yaml "Domain=$domain" "DmarcPolicy=${DMARC_POLICY:-quarantine}" "DmarcReports=${DMARC_REPORTS:-}"

echo "DNS records for whoever keeps $domain:"
for name in Dkim1 Dkim2 Dkim3 MailFromMx MailFromSpf Dmarc; do echo "  $(output "$stack" "$name")"; done

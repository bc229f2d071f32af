"""Let as many mails leave as an account that is out of SES's sandbox may send, the same as MiniStack says.

LocalStack tells the sandbox's quota, 200 a day and one a second, and does not keep to it. The newsletter's sender does:
it would wait for the next day in the middle of a test.
"""

from localstack.runtime import hooks

A_DAY = 50_000
A_SECOND = 14


@hooks.on_infra_start()
def allow_mails() -> None:
    """Tell this quota in `GetSendQuota`."""
    from moto.ses.models import SESQuota

    of_the_sandbox = SESQuota.__init__

    def of_an_account(quota: SESQuota, sent: int) -> None:
        of_the_sandbox(quota, sent)
        quota.max24_hour_send, quota.max_send_rate = A_DAY, A_SECOND

    SESQuota.__init__ = of_an_account

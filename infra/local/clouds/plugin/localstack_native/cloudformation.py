"""Look at a resource that is being created every 0.05 s, not every 5 s: a function is ready at once here."""

import functools

from localstack.runtime import hooks

POLL_S = 0.05


@hooks.on_infra_start()
def poll_resources_often() -> None:
    """Give `deploy_loop` another pause between two looks; all of its callers leave it at the default."""
    from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

    patient = ResourceProviderExecutor.deploy_loop
    ResourceProviderExecutor.deploy_loop = functools.partialmethod(patient, sleep_time=POLL_S)

"""Start the DynamoDB Local that install.py unpacked, with the machine's own Java.

LocalStack would download a jar, a Java runtime and an agent that lifts the limit of 20 indexes; none is needed.
"""

import os

from localstack.runtime import hooks


@hooks.on_infra_start()
def use_installed_dynamodb_local() -> None:
    """Point LocalStack's installer at the folder named by NATIVE_DYNAMODB_LOCAL."""
    from localstack.services.dynamodb.packages import DynamoDBLocalPackageInstaller
    from localstack.services.dynamodb.server import DynamodbServer

    home = os.environ["NATIVE_DYNAMODB_LOCAL"]
    command_with_agent = DynamodbServer._create_shell_command

    def command_without_agent(server: DynamodbServer) -> list[str]:
        return [part for part in command_with_agent(server) if not part.startswith("-javaagent:")]

    DynamodbServer._create_shell_command = command_without_agent
    DynamoDBLocalPackageInstaller.install = lambda self, target=None: None
    DynamoDBLocalPackageInstaller.get_installed_dir = lambda self: home
    DynamoDBLocalPackageInstaller.get_java_env_vars = lambda self: {}

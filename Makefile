# A short index of what can be done here. CLOUD is ministack, localstack or external (with AWS_ENDPOINT_URL).

.PHONY: run demo test test-rust test-cloud test-long fuzz lint lint-templates package deploy deploy-mail

# Cargo is called without `-p`, so that every target shares the same compiled dependencies.
LOCAL := cargo run --quiet --bin local --

# Starts everything and serves it until Ctrl-C.
run:
	$(LOCAL) run --cloud $(or $(CLOUD),ministack) --port $(or $(PORT),8080)

# Both journeys without a hand: from the form to the published programme, from the sign-up to the letter.
demo:
	$(LOCAL) demo --cloud $(or $(CLOUD),ministack)

# Every test.
test: test-rust test-cloud

# Model, properties, in-process cloud.
test-rust:
	cargo test --workspace

# End to end, on a local cloud.
test-cloud:
	$(LOCAL) test --cloud $(or $(CLOUD),localstack)

# The same tests with more values.
test-long:
	PROPTEST_CASES=$(or $(CASES),20000) cargo test --workspace -- --include-ignored

# What things cost, printed: nothing here passes or fails.
bench:
	cargo test --workspace --test pipeline -- --ignored --nocapture figures
	cargo test --workspace --test look_alikes -- --nocapture
	cargo bench --workspace --bench copies
	cargo bench --workspace --bench rendering

# Random input for the parser of the links, during SECONDS.
fuzz:
	@rustup run nightly cargo --version >/dev/null 2>&1 || { echo "make fuzz needs the nightly toolchain: rustup toolchain install nightly" >&2; exit 1; }
	@cargo fuzz --version >/dev/null 2>&1 || { echo "make fuzz needs cargo-fuzz: cargo install cargo-fuzz" >&2; exit 1; }
	cd shared/links && cargo +nightly fuzz run token -- -max_total_time=$(or $(SECONDS),60) -max_len=128

lint: lint-templates
	cargo fmt --check
	cargo clippy --workspace --all-targets --all-features -- -D warnings

# What AWS would refuse, and what an auditor would ask.
TEMPLATES := infra/template.yaml infra/front-door.yaml infra/watch.yaml infra/mail.yaml
lint-templates:
	python3 infra/local/clouds/install.py lint
	target/clouds/lint/bin/cfn-lint $(TEMPLATES)
	python3 infra/local/clouds/install.py checkov
	LOG_LEVEL=ERROR target/clouds/checkov/bin/checkov --config-file infra/checkov.yaml

# The functions as AWS takes them: target/package/<function>.zip. ARCH is arm64 or x86-64.
package:
	infra/deploy/package.sh $(or $(ARCH),arm64)

# To an AWS account, with the settings of infra/deploy/<stage>.env: make deploy STAGE=prod. What comes before and after is in
# docs/deploy.md.
deploy:
	infra/deploy/deploy.sh

# The domain that mails are sent from, once, before the first deploy.
deploy-mail:
	infra/deploy/mail.sh

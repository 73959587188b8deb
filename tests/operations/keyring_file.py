"""A keyring for tests that outlives the process that filled it."""

import json
from dataclasses import dataclass
from pathlib import Path

from omnidesk.vault import Vault


@dataclass(frozen=True)
class KeyringFile:
    """Secrets in a file, as no keyring would keep them."""

    path: Path

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.path.write_text(json.dumps(self._read() | {f"{service} {username}": password}))

    def delete_password(self, service: str, username: str, /) -> None:
        found = self._read()
        del found[f"{service} {username}"]
        self.path.write_text(json.dumps(found))

    def _read(self) -> dict[str, str]:
        return json.loads(self.path.read_text()) if self.path.exists() else {}


def vault_over(path: Path) -> Vault:
    return Vault(environment={}, find_keyring=lambda: KeyringFile(path))


def vault_answering(answer: str) -> Vault:
    """No keyring and nobody there: the variable answers."""
    return Vault(environment={"OMNIDESK_PASSPHRASE": answer}, find_keyring=lambda: None)

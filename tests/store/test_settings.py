"""Settings keep their type and can be forgotten."""

import pytest

from omnidesk.store import settings
from omnidesk.store.connect import Store


@pytest.mark.parametrize("value", ["dark", 12, True, False, ["a", "b"], 'O\'Neil "quoted"'])
def test_a_setting_comes_back_as_it_was_put(store: Store, value: settings.Setting) -> None:
    assert settings.get(store, "theme") is None

    settings.put(store, "theme", "other")
    settings.put(store, "theme", value)
    assert settings.get(store, "theme") == value

    settings.put(store, "theme", None)
    assert settings.get(store, "theme") is None

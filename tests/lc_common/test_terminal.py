from lc_common.terminal import TABLE_WIDTH, output


def test_a_file_gets_whole_tables_and_who_sets_columns_is_obeyed(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert output().width == TABLE_WIDTH
    monkeypatch.setenv("COLUMNS", "77")
    assert output().width == 77

package dev.fleetcast.device.sink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a`b", "a.", "a;drop table b"})
    void nameMustBeAnIdentifier(String name) {
        assertThatThrownBy(() -> new UserTable(name, "", List.of("a=coreid"))).hasMessageContaining("TABLE_NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=", "a`=coreid", "a=secret", "a=data.", "a=data..b", "=coreid"})
    void columnsMustHaveNamesAndSources(String column) {
        assertThatThrownBy(() -> new UserTable("t", "", List.of(column))).hasMessageContaining("TABLE_COLUMNS");
    }
}

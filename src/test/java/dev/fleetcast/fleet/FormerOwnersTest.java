package dev.fleetcast.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.EmptyRegistry;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database notes of the owners of a unit's numbers, whichever way the registry changes. */
class FormerOwnersTest {

    private final EmptyRegistry registry = EmptyRegistry.create();

    @BeforeEach
    void register() throws SQLException {
        registry.execute("insert into client (id, name) values (1, 'seller'), (2, 'buyer')");
        registry.execute("insert into unit (id, client_id, imei, serial_no, name) values (7, 1, 'I', 'S', 'n')");
    }

    private List<String> noted() throws SQLException {
        return registry.texts("select concat_ws(' ', number, client_id) from former_owner order by until, number");
    }

    @Test
    void newUnitAndOtherChangesLeaveNothing() throws SQLException {
        registry.execute("update unit set name = 'other', status = 'x'");

        assertThat(noted()).isEmpty();
    }

    @Test
    void allNumbersOfASoldUnitWereTheSellers() throws SQLException {
        registry.execute("update unit set client_id = 2");

        assertThat(noted()).containsExactlyInAnyOrder("7 1", "I 1", "S 1");
    }

    @Test
    void onlyTheNumberThatMovesToAnotherUnitIsNoted() throws SQLException {
        registry.execute("update unit set serial_no = null");
        registry.execute("insert into unit (id, client_id, imei, serial_no, name) values (8, 2, 'J', 'S', 'm')");

        assertThat(noted()).containsExactly("S 1", "S 0");
    }

    @Test
    void deletedUnitsNumbersWereNobodysUntilTheNextRegistration() throws SQLException {
        registry.execute("delete from unit");
        registry.execute("insert into unit (id, client_id, imei, name) values (8, 2, 'I', 'm')");

        assertThat(noted()).containsExactlyInAnyOrder("7 1", "I 1", "S 1", "I 0");
    }
}

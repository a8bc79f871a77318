package dev.fleetcast.channel.presence;

import static dev.fleetcast.channel.Sessions.HERE;
import static dev.fleetcast.channel.Sessions.THERE;
import static dev.fleetcast.channel.Sessions.given;
import static dev.fleetcast.channel.Sessions.open;
import static dev.fleetcast.channel.Sessions.since;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fleetcast.channel.presence.PresenceTable.PresenceChange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceTableTest {

    private final PresenceTable table = new PresenceTable(5);

    @Test
    void connectionsAreCountedByChannelAndOnceInAll() {
        table.isOpen("1", open(HERE, "a", "A"));
        table.isOpen("2", open(THERE, "b", "A", "B"));
        table.isOpen("3", open(THERE, null, "B"));

        assertThat(table.connectionsByChannel()).containsExactly(entry("A", 2), entry("B", 2));
        assertThat(table.connections()).isEqualTo(3);

        table.isOver("2");

        assertThat(table.connectionsByChannel()).containsExactly(entry("A", 1), entry("B", 1));
        assertThat(table.connections()).isEqualTo(2);

        table.isOver("1");

        assertThat(table.connectionsByChannel()).containsExactly(entry("B", 1));
    }

    @Test
    void broadcastListenersAreNotCountedAsDevices() {
        assertThat(table.isOpen("1", open(HERE, "user/7", "broadcast:all", "broadcast:user/7")))
                .isEmpty();
        assertThat(table.isOpen("2", open(HERE, "user/7", "A"))).isEmpty();

        assertThat(table.connectionsByChannel()).containsExactly(entry("A", 1));
        assertThat(table.connections()).isEqualTo(1);
        assertThat(table.devices("A")).isEmpty();
    }

    @Test
    void deviceComesWithItsFirstConnectionAndGoesWithItsLast() {
        assertThat(table.isOpen("1", open(HERE, "a", "A"))).containsExactly(new PresenceChange("A", "a", true));
        assertThat(table.isOpen("2", open(THERE, "a", "A", "B"))).containsExactly(new PresenceChange("B", "a", true));

        assertThat(table.isOver("1")).isEmpty();
        assertThat(table.isOver("2"))
                .containsExactly(new PresenceChange("A", "a", false), new PresenceChange("B", "a", false));
        assertThat(table.isOver("2")).isEmpty();
    }

    @Test
    void repeatedRecordUpdatesItsSessionOnly() {
        PresenceRecord session = open(HERE, "a", "A");
        table.isOpen("1", session);

        assertThat(table.isOpen("1", given(session, 12, "e12"))).isEmpty();

        assertThat(table.connections()).isEqualTo(1);
        assertThat(table.devices("A")).singleElement().satisfies(device -> {
            assertThat(device.lastEvent()).isEqualTo("e12");
            assertThat(device.connections()).isEqualTo(1);
        });
    }

    @Test
    void progressIsRecordedForOpenSessionsOnly() {
        PresenceRecord session = open(HERE, "a", "A");
        table.isOpen("1", session);

        table.goesOn("1", given(session, 12, "e12"));
        assertThat(table.devices("A").get(0).lastEvent()).isEqualTo("e12");

        table.isOver("1");
        table.goesOn("1", session);
        assertThat(table.devices("A")).isEmpty();
        assertThat(table.isOpen("1", session)).containsExactly(new PresenceChange("A", "a", true));
    }

    @Test
    void newestConnectionAndTheOneThatIsAheadAreFoundInAnyOrder() {
        PresentDevice older = PresentDevice.of(since(given(open(HERE, "a", "A"), 30, "e30"), 1_000, null));
        PresentDevice newer = PresentDevice.of(since(given(open(HERE, "a", "A"), 20, "e20"), 2_000, null));
        PresentDevice idle = PresentDevice.of(since(given(open(HERE, "a", "A"), 40, null), 500, null));
        PresentDevice all = new PresentDevice("a", 500, 3, newer.newest(), older.ahead());

        assertThat(older.and(newer).and(idle)).isEqualTo(all);
        assertThat(idle.and(newer).and(older)).isEqualTo(all);
        assertThat(newer.and(idle).and(older)).isEqualTo(all);
    }

    @Test
    void feedsOfTheDeadDoNotCountUntilTheyAreAlive() {
        table.isOpen("1", open(HERE, "a", "A"));
        table.isOpen("2", open(THERE, "a", "A"));
        table.isOpen("3", open(THERE, "b", "A"));

        assertThat(table.judge(HERE::equals)).containsExactly(new PresenceChange("A", "b", false));
        assertThat(table.judge(HERE::equals)).isEmpty();
        assertThat(table.connections()).isEqualTo(1);
        assertThat(table.ofDeadReplicas().keySet()).containsExactlyInAnyOrder("2", "3");

        assertThat(table.judge(replica -> true)).containsExactly(new PresenceChange("A", "b", true));
        assertThat(table.connections()).isEqualTo(3);
        assertThat(table.ofDeadReplicas()).isEmpty();
    }

    @Test
    void feedsOfTheDeadThatAreOverLeaveNothing() {
        table.isOpen("1", open(THERE, "a", "A"));
        table.judge(HERE::equals);

        assertThat(table.isOver("1")).isEmpty();

        assertThat(table.ofDeadReplicas()).isEmpty();
        assertThat(table.connections()).isZero();
        assertThat(table.connectionsByChannel()).isEmpty();
    }

    @Test
    void lateRecordOfADeadReplicaIsIgnored() {
        table.isOpen("1", open(THERE, "a", "A"));
        table.judge(HERE::equals);

        assertThat(table.isOpen("2", open(THERE, "b", "A"))).isEmpty();

        assertThat(table.connections()).isZero();
    }

    @Test
    void devicesAreListedWithAllTheirConnections() {
        PresenceRecord older = since(given(open(HERE, "a", "A"), 30, "e30"), 1_000, null);
        PresenceRecord newer = since(given(open(THERE, "a", "A"), 20, "e20"), 2_000, "e7");
        table.isOpen("1", newer);
        table.isOpen("2", older);
        table.isOpen("3", open(THERE, "b", "A"));
        table.isOpen("4", open(THERE, null, "A"));

        assertThat(table.devices("A"))
                .containsExactly(
                        new PresentDevice("a", 1_000, 2, newer, older),
                        new PresentDevice("b", 1_000, 1, open(THERE, "b", "A"), open(THERE, "b", "A")));
        assertThat(table.devices("A").get(0).lastEvent()).isEqualTo("e30");
        assertThat(table.labels("A")).containsExactly("a", "b");
        assertThat(table.devices("unknown")).isEmpty();
    }

    @Test
    void knownFeedsAreLimited() {
        for (int i = 0; i < 7; i++) {
            table.isOpen("" + i, open(HERE, null, "A"));
        }

        assertThat(table.connections()).isEqualTo(5);
        for (int i = 0; i < 7; i++) {
            table.isOver("" + i);
        }
        assertThat(table.connectionsByChannel()).isEqualTo(Map.of());
    }
}

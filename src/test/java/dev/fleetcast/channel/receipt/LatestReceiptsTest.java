package dev.fleetcast.channel.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.archive.ArchiveDatabase;
import dev.fleetcast.channel.log.EventPosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestReceiptsTest {

    /** The time of the archive's receipts. */
    private static final Instant AT = Instant.parse("2026-11-21T20:00:00.125Z");

    private final TestArchive archive = new TestArchive();
    private final LatestReceipts newest = new LatestReceipts(new ArchiveDatabase(archive.database.dataSource()));

    @Test
    void receiptsBeforeTheStartComeFromTheArchive() {
        long unnamed = archive.publish("c", "x");
        long named = archive.publish("c", TestArchive.withId("mine", "x"));
        long elsewhere = archive.publish("d", "x");
        archive.confirm(unnamed, "a", "one");
        archive.confirm(named, "b", "two");
        archive.confirm("d", elsewhere, "b", "three");
        archive.confirm(named, "not asked for", "four");

        String unnamedId = new EventPosition(unnamed, archive.now()).id();
        assertThat(newest.of("c", List.of("a", "b", "silent")))
                .containsOnly(
                        entry("a", new Receipt("c", unnamedId, unnamed, "a", "one", AT)),
                        entry("b", new Receipt("c", "mine", named, "b", "two", AT)));
    }

    @Test
    void laterReceiptReplacesTheArchivedOne() {
        long event = archive.publish("c", "x");
        archive.confirm(event, "a", "archived");
        Receipt heard = new Receipt("c", "e", event, "a", "heard", AT.plusSeconds(1));

        newest.heard(heard);
        newest.heard(new Receipt("c", "e", event, "a", "late", AT.plusMillis(999)));
        newest.heard(new Receipt("d", "e", event, "a", "elsewhere", AT.plusSeconds(2)));

        assertThat(newest.of("c", List.of("a"))).containsOnly(entry("a", heard));
    }

    @Test
    void newestOfSeveralCounts() {
        Receipt first = new Receipt("c", "e1", 1, "a", "first", AT);
        Receipt second = new Receipt("c", "e2", 2, "a", "second", AT.plusMillis(1));

        newest.heard(first);
        newest.heard(second);

        assertThat(newest.of("c", List.of("a"))).containsOnly(entry("a", second));
    }
}

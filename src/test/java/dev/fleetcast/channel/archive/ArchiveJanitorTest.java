package dev.fleetcast.channel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.EventContent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchiveJanitorTest {

    private static final long HOUR = 3_600_000;

    private final TestArchive archive = new TestArchive(Map.of("fleetcast.channel.retention-age", "PT1H"));

    @Test
    void expiredEventsAreDeletedWithTheirReceipts() throws Exception {
        long old = archive.publish("c", "old");
        archive.confirm(old, "A", "ok");
        archive.pass(HOUR - 1);
        long young = archive.publish("c", "young");
        archive.confirm(young, "A", "ok");
        archive.pass(1);

        archive.janitor.sweep();

        assertThat(archive.database.texts("select position from channel_event")).containsExactly("" + young);
        assertThat(archive.database.texts("select event from channel_receipt")).containsExactly("" + young);
    }

    @Test
    void severalBatchesAreDeleted() throws Exception {
        for (int i = 0; i < 11; i++) {
            archive.publish("a", Collections.nCopies(500, EventContent.of("x")));
        }
        archive.pass(HOUR);

        archive.janitor.sweep();

        assertThat(archive.database.count("channel_event")).isZero();
    }

    @Test
    void eventsBeyondTheRetentionCountAreDeleted() throws Exception {
        List<Long> positions =
                archive.publish("c", List.of(EventContent.of("1"), EventContent.of("2"), EventContent.of("3")));
        archive.publish("b", "4");
        positions.forEach(position -> archive.confirm(position, "A", "ok"));

        archive.after(Map.of("fleetcast.channel.retention-events", "1")).sweep();

        assertThat(archive.data("c", "b")).containsExactly("3", "4");
        assertThat(archive.database.count("channel_receipt")).isEqualTo(1);
    }

    @Test
    void receiptsWithoutAnEventAreDeleted() throws Exception {
        long position = archive.publish("c", "x");
        archive.database.execute(
                "insert into channel_receipt (event, device, at) values (" + (position - 1) + ", 'A', 1)");
        archive.confirm(position, "B", "ok");

        archive.janitor.sweep();

        assertThat(archive.database.texts("select device from channel_receipt")).containsExactly("B");
    }

    @Test
    void expiredSessionsAreDeletedAndOpenOnesStay() throws Exception {
        long event = archive.publish("a", "x");
        archive.present("over", session("a", event - 1, event, event + 1));
        archive.present("open", session("a", event - 1, event, null));

        archive.pass(HOUR - 1);
        archive.janitor.sweep();
        assertThat(archive.database.count("channel_session")).isEqualTo(2);
        archive.pass(1);
        archive.janitor.sweep();

        assertThat(archive.database.texts("select feed from channel_session")).containsExactly("open");
    }

    @Test
    void sessionsWithoutEventsAreDeletedAtOnce() throws Exception {
        archive.publish("a", "before");
        long start = archive.end();
        long event = archive.publish("b", "elsewhere");
        archive.present("in vain", session("a", start - 1, start - 1, event + 1));
        archive.present("not in vain", session("b", start - 1, start - 1, event + 1));
        archive.present("open", session("a", start - 1, start - 1, null));
        archive.present("of events still to come", session("a", start - 1, start - 1, event + 2));

        archive.janitor.sweep();

        assertThat(archive.database.texts("select feed from channel_session order by 1"))
                .containsExactly("not in vain", "of events still to come", "open");
    }

    private static ArchivedSession session(String channel, long from, long last, Long left) {
        return new ArchivedSession(List.of(channel), "A", 1, from, from + 1, last, left);
    }
}

package dev.fleetcast.channel.archive;

import static dev.fleetcast.channel.TestArchive.data;
import static dev.fleetcast.channel.TestArchive.requiring;
import static dev.fleetcast.channel.TestArchive.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.channel.log.LogPage;
import dev.fleetcast.channel.log.ReceiptRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelArchiveTest {

    private final TestArchive archive = new TestArchive(Map.of("fleetcast.channel.retention-age", "PT1H"));

    @Test
    void eventsOfSeveralChannelsComeInOneOrderPageByPage() {
        archive.publish("a", "1");
        archive.publish("b", "2");
        archive.publish("x", "not asked for");
        long third = archive.publish("b", "3");
        archive.publish("a", "4");

        LogPage first = archive.archive.after(List.of("b", "a", "a"), -1, 3, 1_000);
        LogPage second = archive.archive.after(List.of("a", "b"), first.end() - 1, 3, 1_000);

        assertThat(data(first.events())).containsExactly("1", "2", "3");
        assertThat(first.end()).isEqualTo(third + 1);
        assertThat(data(second.events())).containsExactly("4");
        assertThat(second.end()).isEqualTo(archive.end());
    }

    @Test
    void pageHasOneEventMoreThanFits() {
        archive.publish("a", "x".repeat(100));
        long second = archive.publish("a", "y".repeat(100));
        archive.publish("a", "z");

        LogPage page = archive.archive.after(List.of("a"), -1, 10, 150);

        assertThat(page.events()).hasSize(2);
        assertThat(page.end()).isEqualTo(second + 1);
        assertThat(archive.archive.after(List.of("a"), -1, 10, 1).events()).hasSize(1);
    }

    @Test
    void emptyPageReachesToTheEndOfTheArchive() {
        archive.publish("a", "1");

        assertThat(archive.archive.after(List.of("b"), -1, 10, 100)).isEqualTo(new LogPage(List.of(), archive.end()));
        assertThat(archive.archive.after(List.of(), -1, 10, 100)).isEqualTo(new LogPage(List.of(), archive.end()));
    }

    @Test
    void eventsThatAreTooOldAreNotServed() {
        String old = archive.archive
                .find("a", id(archive.publish("a", requiring(new ReceiptRule(60_000, 100)))))
                .orElseThrow()
                .id();
        archive.publish("a", withId("named", "old too"));

        archive.pass(3_600_000);

        assertThat(archive.data("a")).isEmpty();
        assertThat(archive.archive.newest(List.of("a"), Long.MAX_VALUE)).isEmpty();
        assertThat(archive.archive.find("a", old)).isEmpty();
        assertThat(archive.archive.find("a", "named")).isEmpty();
        assertThat(archive.archive.channels()).isEmpty();
        assertThat(archive.archive.awaitingReceipts()).isEmpty();
        assertThat(archive.archive.sentTo("user/1", List.of("a"), "x", Long.MAX_VALUE, 10))
                .isEmpty();
    }

    @Test
    void newestOfEachChannelComeInTheirOrder() {
        archive.publish("b", "1");
        long ofA = archive.publish("a", "2");
        long ofB = archive.publish("b", "3");

        assertThat(archive.archive.newest(List.of("a", "b", "c"), Long.MAX_VALUE))
                .containsExactly(ofA, ofB);
    }

    @Test
    void eventIsFoundByItsPublishersIdAndByItsPositionInItsChannelOnly() {
        long position = archive.publish("a", withId("1~x", "named"));
        String id = id(position);

        assertThat(archive.archive.find("a", "1~x")).isPresent();
        assertThat(archive.archive.find("b", "1~x")).isEmpty();
        assertThat(archive.archive.find("a", id)).isPresent();
        assertThat(archive.archive.find("b", id)).isEmpty();
        assertThat(archive.archive.find("a", new EventPosition(position, archive.now() - 1).id()))
                .isEmpty();
        assertThat(archive.archive.find("a", "nothing like it")).isEmpty();
        assertThat(archive.archive.find("a", "\0")).isEmpty();
    }

    @Test
    void broadcastLogsAreNotListedAsChannels() {
        List.of("b", "broadcast:all", "CHANNEL_1", "broadcast:user/7", "~", "a").forEach(name -> {
            archive.publish(name, "1");
            archive.publish(name, "2");
        });

        assertThat(archive.archive.channels()).containsExactlyInAnyOrder("a", "b", "CHANNEL_1", "~");
    }

    @Test
    void eventAwaitsReceiptsUntilItIsSentForTheLastTime() {
        archive.publish("a", "requires none");
        archive.publish("a", requiring(new ReceiptRule(10_000, 0)));
        long position = archive.publish("a", requiring(new ReceiptRule(10_000, 2)));

        archive.pass(19_999);
        assertThat(archive.archive.awaitingReceipts())
                .extracting(ChannelEvent::position)
                .containsExactly(position);
        archive.pass(1);

        assertThat(archive.archive.awaitingReceipts()).isEmpty();
    }

    @Test
    void notificationsAreReadNewestFirst() {
        String type = "broadcast:type/news";
        archive.publish(type, "before");
        long joined = archive.end();
        long all = archive.publish("broadcast:all", "to all");
        archive.publish(type, "while there");
        archive.publish("broadcast:type/else", "to others");
        long left = archive.end();
        archive.publish("broadcast:user/7", "to the user");
        long after = archive.publish(type, "after");
        archive.present(
                "f",
                new ArchivedSession(List.of("broadcast:all", type), "user/7", 1, joined - 1, joined, joined - 1, left));
        archive.present("g", new ArchivedSession(List.of(type), "user/8", 1, -1, 0, after, null));

        List<String> always = List.of("broadcast:all", "broadcast:user/7");
        assertThat(data(archive.archive.sentTo("user/7", always, "broadcast:type/", Long.MAX_VALUE, 10)))
                .containsExactly("to the user", "while there", "to all");
        assertThat(data(archive.archive.sentTo("user/7", always, "broadcast:type/", Long.MAX_VALUE, 2)))
                .containsExactly("to the user", "while there");
        assertThat(archive.archive.sentTo("user/7", always, "broadcast:type/", all, 10))
                .isEmpty();
    }

    @Test
    void waitingForTheArchiveTimesOut() {
        archive.publish("a", "1");

        assertThat(archive.archive.awaitEnd(archive.end())).isTrue();
        assertThat(archive.archive.awaitEnd(archive.end() + 1)).isFalse();
    }

    @Test
    void waitingForTheArchiveEndsWhenItArrives() throws Exception {
        long wanted = archive.end() + 1;
        Thread later = new Thread(() -> archive.publish("a", "1"));
        later.start();

        assertThat(archive.archive.awaitEnd(wanted)).isTrue();
        later.join();
    }

    private String id(long position) {
        return new EventPosition(position, archive.now()).id();
    }
}

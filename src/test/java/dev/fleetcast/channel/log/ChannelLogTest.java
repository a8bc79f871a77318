package dev.fleetcast.channel.log;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static dev.fleetcast.channel.Events.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelLogTest {

    private final ChannelLog log = new ChannelLog(config());

    @Test
    void eventsOfSeveralChannelsComeInTheOrderOfTheLog() {
        append(event(0, "A", "a0"), event(1, "B", "b1"), event(2, "C", "c2"), event(3, "A", "a3"));

        LogPage page = log.after(List.of("B", "A"), -1, 10).orElseThrow();

        assertThat(page.events()).extracting(ChannelEvent::position).containsExactly(0L, 1L, 3L);
        assertThat(page.end()).isEqualTo(4);
    }

    @Test
    void aPageThatIsFullEndsAfterItsLastEvent() {
        append(event(0, "A", "a0"), event(1, "B", "b1"), event(2, "A", "a2"), event(3, "B", "b3"));

        LogPage page = log.after(List.of("A", "B"), -1, 3).orElseThrow();

        assertThat(page.events()).extracting(ChannelEvent::position).containsExactly(0L, 1L, 2L);
        assertThat(page.end()).isEqualTo(3);
        assertThat(log.after(List.of("A", "B"), page.end() - 1, 3).orElseThrow().events())
                .extracting(ChannelEvent::position)
                .containsExactly(3L);
    }

    @Test
    void positionsBeforeTheBeginningAreUnknown() {
        log.beginAt(100);

        assertThat(log.after(List.of("A"), 98, 10)).isEmpty();
        assertThat(log.after(List.of("A"), 99, 10)).isPresent();
    }

    @Test
    void beginningAgainLaterLeavesAGapForTheArchive() {
        ChannelLog small = new ChannelLog(config("window-bytes", "2K"));
        small.append(event(0, "A", "a0"));
        small.append(event(1, "A", "a1"));

        small.beginAt(100);
        for (int i = 100; i < 130; i++) {
            small.append(event(i, "A", "x"));
            assertThat(small.after(List.of("A"), 1, 10)).isEmpty();
            assertThat(small.start()).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void theOldestEventsMakeRoom() {
        ChannelLog small = new ChannelLog(config("window-bytes", "2K"));
        for (int i = 0; i < 100; i++) {
            small.append(event(i, i % 2 == 0 ? "A" : "B", "x"));
        }

        assertThat(small.start()).isBetween(80L, 99L);
        assertThat(small.after(List.of("A", "B"), small.start() - 2, 100)).isEmpty();
        assertThat(small.after(List.of("A", "B"), small.start() - 1, 100)
                        .orElseThrow()
                        .events())
                .hasSize((int) (100 - small.start()));
    }

    @Test
    void anIdIsTakenOnceInAChannelAndFreeInOthers() {
        assertThat(log.append(named(0, "A", "one"))).isTrue();
        assertThat(log.append(named(1, "A", "one"))).isFalse();
        assertThat(log.append(named(2, "B", "one"))).isTrue();

        assertThat(log.after(List.of("A"), -1, 10).orElseThrow().events())
                .extracting(ChannelEvent::position)
                .containsExactly(0L);
        assertThat(log.end()).isEqualTo(3);
    }

    @Test
    void anIdIsFreeAgainWhenItsEventIsNoLongerKept() {
        ChannelLog two = new ChannelLog(config("retention-events", "2"));
        two.append(named(0, "A", "one"));
        two.append(event(1, "A", "x"));
        assertThat(two.find("A", "one")).isPresent();

        two.append(event(2, "A", "y"));

        assertThat(two.find("A", "one")).isEmpty();
        assertThat(two.append(named(3, "A", "one"))).isTrue();
    }

    @Test
    void theNewestEventOfAChannelIsTheLastBeforeAPosition() {
        append(event(0, "A", "a0"), event(1, "B", "b1"), event(2, "A", "a2"));

        assertThat(log.newest("A", 3)).get().extracting(ChannelEvent::position).isEqualTo(2L);
        assertThat(log.newest("A", 2)).get().extracting(ChannelEvent::position).isEqualTo(0L);
        assertThat(log.newest("B", 1)).isEmpty();
        assertThat(log.newest("C", 3)).isEmpty();
    }

    @Test
    void anIdIsForgottenWithItsEvent() {
        ChannelLog small = new ChannelLog(config("window-bytes", "1K"));
        small.append(named(0, "A", "one"));
        for (int i = 1; i < 20; i++) {
            small.append(event(i, "B", "x"));
        }

        assertThat(small.find("A", "one")).isEmpty();
    }

    @Test
    void manyEventsOfOneChannelComeAndGo() {
        ChannelLog small = new ChannelLog(config("window-bytes", "64K"));
        for (int i = 0; i < 10_000; i++) {
            small.append(named(i, "A", "id" + i));
        }

        List<ChannelEvent> kept = small.after(List.of("A"), small.start() - 1, 10_000)
                .orElseThrow()
                .events();
        assertThat(kept).extracting(ChannelEvent::position).isSorted().endsWith(9_999L);
        assertThat(small.find("A", "id9999")).isPresent();
    }

    private void append(ChannelEvent... events) {
        for (ChannelEvent event : events) {
            assertThat(log.append(event)).isTrue();
        }
    }
}

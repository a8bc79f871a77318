package dev.fleetcast.device.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.TestCaller;
import dev.fleetcast.device.event.EventMetrics;
import dev.fleetcast.device.event.log.EventPlayback;
import dev.fleetcast.device.event.log.TestLogs;
import dev.fleetcast.feed.FeedAccount;
import dev.fleetcast.feed.FeedRhythm;
import dev.fleetcast.feed.Flow;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.RecordingOutlet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final RecordingOutlet outlet = new RecordingOutlet();
    private final TestLogs log = new TestLogs(1);
    private long millis;
    private boolean allowed = true;

    private EventStream begun() {
        FeedRhythm rhythm = new FeedRhythm(
                Duration.ofSeconds(9),
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                Optional.empty(),
                () -> TimeUnit.MILLISECONDS.toNanos(millis));
        FeedAccount account = new FeedAccount(new MemoryBudget(1 << 20, 1 << 20), MemoryHolder.ofUser(1));
        EventStream stream = new EventStream(
                new EventStreamRequest(TestCaller.of(1, 1L), Optional.empty(), "", Optional.empty(), Optional.empty()),
                new Flow(outlet, Runnable::run, rhythm, account, EventStreams.KEEP_ALIVE),
                Runnable::run,
                () -> allowed,
                new EventMetrics(new SimpleMeterRegistry()));
        EventPlayback events = log.playbacks().of(event -> true, Runnable::run);
        events.begin(Optional.empty(), stream::turn, stream::isClosed);
        stream.begin(events);
        return stream;
    }

    /** Everything written until then. */
    private String written(EventStream stream, long at) {
        millis = at;
        stream.tick();
        return new String(outlet.bytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void lineEndComesAfterEachNineSecondsOfSilence() {
        EventStream stream = begun();

        assertThat(written(stream, 8_999)).isEmpty();
        assertThat(written(stream, 9_000)).isEqualTo("\n");
        log.add(0, 0, "d", "door");
        String withEvent = written(stream, 12_000);
        assertThat(withEvent)
                .matches("\nid: \\S+\nevent: door\ndata: \\{\"data\":null,\"ttl\":60,"
                        + "\"published_at\":\"1970-01-01T00:00:00.000Z\",\"coreid\":\"d\"}\n\n");
        assertThat(written(stream, 20_999)).isEqualTo(withEvent);
        assertThat(written(stream, 21_000)).isEqualTo(withEvent + "\n");
    }
}

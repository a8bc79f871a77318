package dev.fleetcast.history.api;

import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.TestMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A drive of yesterday at noon, which is within the retention, and over. */
final class NoonDrive {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final LocalDate DAY = LocalDate.now(BERLIN).minusDays(1);
    static final int MESSAGES = 62;

    private static final Duration RECORDED = Duration.ofSeconds(60);

    private NoonDrive() {}

    static Instant noon(int second) {
        return DAY.atTime(LocalTime.NOON).atZone(BERLIN).toInstant().plusSeconds(second);
    }

    /** Returns when all of it is recorded. */
    static void by(PastUnit unit) {
        unit.send(messages());
        await().atMost(RECORDED).until(() -> unit.messages("date/" + DAY).size() == MESSAGES);
    }

    /** The device repeats everything, and a message that shows when all of it was recorded. */
    static void againBy(PastUnit unit) {
        unit.send(messages());
        unit.send(List.of(TestMessage.gps().fixedAt(noon(-86_400))));
        await().atMost(RECORDED)
                .until(() -> !unit.messages("date/" + DAY.minusDays(1)).isEmpty());
    }

    /** A point every ten seconds for ten minutes at 36 km/h, then one that stands; the last one ends what counts. */
    private static List<TestMessage> messages() {
        List<TestMessage> messages = new ArrayList<>();
        for (int second = 0; second <= 610; second += 10) {
            TestMessage message = TestMessage.gps()
                    .fixedAt(noon(second))
                    .with("gps.latitude", Double.toString(30 + second / 11_119.5))
                    .with("gps.speed", second == 610 ? "0" : "36");
            messages.add(second == 300 ? message.with("events", "[[\"PANIC\"]]") : message);
        }
        return messages;
    }
}

package dev.fleetcast.device.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.stream.CommandStream;
import dev.fleetcast.device.command.stream.TestStreams;
import dev.fleetcast.device.database.Database;
import dev.fleetcast.stream.RecordingOutlet;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamQueueTest {

    private final EmptyRegistry registry = EmptyRegistry.create();
    private final Database database = new Database(registry.dataSource());
    private final CommandConfig config = Settings.of(CommandConfig.class, Map.of());
    private final QueuedCommands commands = new QueuedCommands(database, config);
    private final CommandDeliveries deliveries = new CommandDeliveries(database, config);
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final CommandStream stream = TestStreams.stream("s1", outlet);
    private long millis;
    private final StreamQueue queue = queue(stream);

    @Test
    void moreThanAreClaimedAtOnceAreWrittenInOrder() {
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> add()).toList();

        queue.wake();

        assertThat(written()).containsExactlyElementsOf(ids);
        assertThat(states()).containsOnly("sent");
    }

    @Test
    void aNewCommandFollowsThoseThatWereWritten() {
        String first = add();
        queue.wake();
        String second = add();

        queue.wake();

        assertThat(written()).containsExactly(first, second);
    }

    @Test
    void whatDoesNotLeaveIsQueuedAndCannotBeCancelled() {
        String first = add();
        add();
        outlet.block(1);

        queue.wake();

        assertThat(written()).containsExactly(first);
        assertThat(states()).containsOnly("queued");

        outlet.drain();
        assertThat(written()).hasSize(2);
        assertThat(states()).containsOnly("sent");
    }

    @Test
    void whatWaitedForTheConnectionTooLongIsClaimedAgainInOrder() {
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> add()).toList();
        outlet.block(1);
        queue.wake();

        millis = 6_000;
        outlet.drain();
        assertThat(written()).containsExactly(ids.get(0));

        queue.tick();
        assertThat(written()).containsExactlyElementsOf(ids);
        assertThat(states()).containsOnly("sent");
    }

    @Test
    void theNextStreamGetsWhatWasNotAnswered() {
        String first = add();
        queue.wake();
        TestStreams.close(stream);
        String second = add();
        RecordingOutlet next = new RecordingOutlet();

        queue(TestStreams.stream("s2", next)).wake();

        assertThat(ids(next)).containsExactly(first, second);
        assertThat(queue.isOver()).isTrue();
    }

    private StreamQueue queue(CommandStream of) {
        return new StreamQueue(of, deliveries, Runnable::run, () -> TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private String add() {
        NewCommand command = new NewCommand("door", 1, "led", "", Duration.ofHours(1), "user:1", Optional.empty());
        return commands.add(command).command().command().id();
    }

    private List<String> written() {
        return ids(outlet);
    }

    private static List<String> ids(RecordingOutlet outlet) {
        List<String> ids = new ArrayList<>();
        new String(outlet.bytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> ids.add(line.replaceAll(".*\"command_id\":\"([^\"]*)\".*", "$1")));
        return ids;
    }

    private List<String> states() {
        try {
            return registry.texts("select state from device_command order by position");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

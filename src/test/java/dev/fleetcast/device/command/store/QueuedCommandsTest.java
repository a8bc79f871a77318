package dev.fleetcast.device.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.call.Answers.Reply;
import dev.fleetcast.device.command.store.QueuedCommands.Added;
import dev.fleetcast.device.command.store.QueuedCommands.Addition;
import dev.fleetcast.device.database.Database;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueuedCommandsTest {

    private final EmptyRegistry registry = EmptyRegistry.create();
    private final Database database = new Database(registry.dataSource());
    private final CommandConfig config =
            Settings.of(CommandConfig.class, Map.of("fleetcast.device.max-queued-commands", "5"));
    private final QueuedCommands commands = new QueuedCommands(database, config);
    private final CommandDeliveries deliveries = new CommandDeliveries(database, config);

    @Test
    void commandsAreClaimedInOrder() {
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> add("a" + i)).toList();

        assertThat(deliveries.claim("door", 1, "s1", -1))
                .extracting(queued -> queued.command().id())
                .containsExactlyElementsOf(ids);
        assertThat(deliveries.claim("window", 1, "s2", -1)).isEmpty();
        assertThat(deliveries.claim("door", 2, "s3", -1)).as("another owner").isEmpty();
    }

    @Test
    void aCommandIsSentOnlyAfterItWasWritten() {
        String id = add("a");

        deliveries.claim("door", 1, "s1", -1);
        assertThat(state(id)).isEqualTo(CommandState.QUEUED);

        deliveries.sent(id, "s1");
        assertThat(state(id)).isEqualTo(CommandState.SENT);
        assertThat(deliveries.claim("door", 1, "s1", -1)).isEmpty();
    }

    @Test
    void anotherStreamGetsWhatWasNotAnsweredInOrder() {
        String first = add("a");
        String second = add("b");
        deliveries.claim("door", 1, "s1", -1);
        deliveries.sent(first, "s1");

        assertThat(deliveries.claim("door", 1, "s2", -1))
                .extracting(queued -> queued.command().id())
                .containsExactly(first, second);
        deliveries.sent(second, "s1");
        assertThat(state(second)).as("claimed by another stream").isEqualTo(CommandState.QUEUED);
    }

    @Test
    void whatIsBeingWrittenCannotBeCancelled() {
        String id = add("a");
        deliveries.claim("door", 1, "s1", -1);
        assertThat(cancel(id)).isEmpty();

        deliveries.giveBack(List.of(id), "s1");
        assertThat(cancel(id)).isPresent();
        assertThat(state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(deliveries.claim("door", 1, "s1", -1)).isEmpty();
    }

    @Test
    void theFirstAnswerCounts() {
        String id = add("a");
        deliveries.claim("door", 1, "s1", -1);

        assertThat(answer(id, 7)).contains(Reply.TAKEN);
        assertThat(answer(id, 7)).contains(Reply.TAKEN);
        assertThat(answer(id, 8)).contains(Reply.OTHER);
        assertThat(deliveries.answer("window", UUID.fromString(id), Answer.value(7, Instant.now())))
                .isEmpty();
        deliveries.sent(id, "s1");

        QueuedCommand read = find(id);
        assertThat(read.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(read.answer().returnValue()).isEqualTo(7);
        assertThat(read.sentAt()).isNotNull();
    }

    @Test
    void valueOfAVariableIsNoAnswer() {
        String id = add("a");
        Answer value = new Answer(null, IntNode.valueOf(7), null, Instant.now());

        assertThat(deliveries.answer("door", UUID.fromString(id), value)).contains(Reply.UNFIT);
        assertThat(state(id)).isEqualTo(CommandState.QUEUED);
        assertThat(answer(id, 7)).contains(Reply.TAKEN);
    }

    @Test
    void aRefusalIsAFailure() {
        String id = add("a");

        deliveries.answer("door", UUID.fromString(id), Answer.error("stuck \0", Instant.now()));

        assertThat(find(id).state()).isEqualTo(CommandState.FAILED);
        assertThat(find(id).answer().error()).isEqualTo("stuck \0");
    }

    @Test
    void anExpiredCommandIsNeitherSentNorAnswered() throws SQLException {
        String id = add("a");
        registry.execute("update device_command set expires_at = now() - interval '1 millisecond'");

        assertThat(state(id)).isEqualTo(CommandState.EXPIRED);
        assertThat(deliveries.claim("door", 1, "s1", -1)).isEmpty();
        assertThat(answer(id, 7)).contains(Reply.EXPIRED);
        assertThat(cancel(id)).isEmpty();

        deliveries.sweep();
        assertThat(registry.texts("select state from device_command")).containsExactly("expired");
    }

    @Test
    void whatEndedLongAgoIsDeleted() throws SQLException {
        String old = add("a");
        add("b");
        cancel(old);
        registry.execute("update device_command set ended_at = now() - interval '31 days' where ended_at is not null");

        deliveries.sweep();

        assertThat(registry.count("device_command")).isEqualTo(1);
    }

    @Test
    void soManyCommandsWaitForADevice() throws SQLException {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<CompletableFuture<Addition>> added = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> commands.add(command("a" + i, null)), pool))
                .toList();

        assertThat(added.stream()
                        .map(CompletableFuture::join)
                        .map(Addition::how)
                        .filter(Added.TOO_MANY::equals))
                .hasSize(3);
        assertThat(registry.count("device_command")).isEqualTo(5);
        pool.shutdown();
    }

    @Test
    void aRepetitionIsNotAnotherCommand() {
        Addition first = commands.add(command("a", "key"));

        Addition again = commands.add(command("a", "key"));

        assertThat(again.how()).isEqualTo(Added.KNOWN);
        assertThat(again.command().command().id())
                .isEqualTo(first.command().command().id());
        assertThat(commands.add(command("b", "key")).how()).isEqualTo(Added.OTHER_KEYED);
        assertThat(commands.add(command("a", "other")).how()).isEqualTo(Added.NEW);
    }

    @Test
    void recordsFollowThoseBeforeThem() throws SQLException {
        Addition first = commands.add(command("a", null));
        assertThat(first.next()).isTrue();
        assertThat(commands.add(command("b", null)).next()).isFalse();
        registry.execute("update device_command set issued_at = issued_at - interval '5 seconds'");

        assertThat(deliveries.unpublished()).hasSize(2);
        deliveries.published(deliveries.unpublished().stream()
                .map(queued -> queued.command().id())
                .toList());

        assertThat(deliveries.unpublished()).isEmpty();
        assertThat(commands.add(command("c", null)).next()).isTrue();
    }

    @Test
    void theNewestCommandsAreListedFirst() {
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> add("a" + i)).toList();

        List<QueuedCommand> page = commands.list("door", 1, Long.MAX_VALUE, 2);
        assertThat(page).extracting(queued -> queued.command().id()).containsExactly(ids.get(2), ids.get(1));
        assertThat(commands.list("door", 1, page.get(1).position(), 2))
                .extracting(queued -> queued.command().id())
                .containsExactly(ids.get(0));
    }

    private String add(String arg) {
        return commands.add(command(arg, null)).command().command().id();
    }

    private static NewCommand command(String arg, String key) {
        return new NewCommand("door", 1, "led", arg, Duration.ofHours(1), "user:1", Optional.ofNullable(key));
    }

    private Optional<Reply> answer(String id, int value) {
        return deliveries.answer("door", UUID.fromString(id), Answer.value(value, Instant.now()));
    }

    private Optional<QueuedCommand> cancel(String id) {
        return commands.cancel("door", 1, UUID.fromString(id));
    }

    private QueuedCommand find(String id) {
        return commands.find("door", 1, UUID.fromString(id)).orElseThrow();
    }

    private CommandState state(String id) {
        return find(id).state();
    }
}

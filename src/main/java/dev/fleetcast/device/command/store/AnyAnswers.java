package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.command.call.Answers;
import dev.fleetcast.device.command.call.Answers.Reply;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Takes the answers of devices over HTTP, to calls and to queued commands. */
@ThreadSafe
@ApplicationScoped
public class AnyAnswers {

    private final Answers calls;
    private final CommandDeliveries queue;
    private final CommandWriter writer;

    AnyAnswers(Answers calls, CommandDeliveries queue, CommandWriter writer) {
        this.calls = calls;
        this.queue = queue;
        this.writer = writer;
    }

    /** Takes an answer; fails with a 503 problem if Kafka, or the database, does not. */
    public Uni<Reply> take(String coreid, String commandId, Answer answer) {
        Optional<UUID> id = CommandIds.parse(commandId);
        if (calls.isKnown(commandId) || id.isEmpty()) {
            return calls.take(coreid, commandId, answer);
        }
        return Uni.createFrom()
                .item(() -> queue.answer(coreid, id.get(), answer))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(kept -> kept.isPresent()
                        ? Uni.createFrom().item(kept.get()).invoke(reply -> tell(coreid, commandId, answer, reply))
                        : calls.take(coreid, commandId, answer));
    }

    /** Others who read the answers learn of those to queued commands too; the database is what counts. */
    private void tell(String coreid, String commandId, Answer answer, Reply reply) {
        if (reply == Reply.TAKEN) {
            writer.answer(coreid, commandId, answer, "queued");
        }
    }
}

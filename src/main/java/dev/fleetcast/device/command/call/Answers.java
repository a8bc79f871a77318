package dev.fleetcast.device.command.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Takes the answers of devices over HTTP, at any replica. The first answer in the log counts, so an answer is judged
 * when this replica has read it back.
 */
@ThreadSafe
@ApplicationScoped
public class Answers {

    private static final Duration PATIENCE = Duration.ofMillis(4_500);
    /** A device may answer before this replica has read the command. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final int TIMES_AGAIN = 10;

    private static final int MAX_ACKS = 50_000;
    private static final Duration ACKS_KNOWN = Duration.ofSeconds(60);

    private final OpenCommands open;
    private final CommandWriter writer;
    private final ConcurrentMap<String, UniEmitter<? super OpenCommands.Worth>> waiting = new ConcurrentHashMap<>();
    /** Confirmations by id, with their devices. */
    private final Cache<String, String> acks = Caffeine.newBuilder()
            .maximumSize(MAX_ACKS)
            .expireAfterWrite(ACKS_KNOWN)
            .build();

    Answers(OpenCommands open, CommandWriter writer) {
        this.open = open;
        this.writer = writer;
    }

    /** What was said to the device. */
    public enum Reply {
        /** The answer counts, or says what the one that counts says. */
        TAKEN,
        /** Another answer counts. */
        OTHER,
        /** The command has expired. */
        EXPIRED,
        /** It is the value of a variable, and the command calls a function. */
        UNFIT,
        /** There is no such call. */
        UNKNOWN
    }

    /** Takes the answer to a call; fails with a 503 problem if Kafka does not take it. */
    public Uni<Reply> take(String coreid, String commandId, Answer answer) {
        return take(coreid, commandId, answer, TIMES_AGAIN);
    }

    /** Whether this replica knows of a call with that id. */
    public boolean isKnown(String commandId) {
        return open.find(commandId).isPresent() || acks.getIfPresent(commandId) != null;
    }

    /** Notes a confirmation, whose answer is of no consequence. */
    void ack(Command command) {
        acks.put(command.id(), command.coreid());
    }

    /** Notes an answer that was read; {@code taken} identifies it, or is null. */
    void read(String taken, OpenCommands.Worth worth) {
        UniEmitter<? super OpenCommands.Worth> emitter = taken == null ? null : waiting.remove(taken);
        if (emitter != null) {
            emitter.complete(worth);
        }
    }

    private Uni<Reply> take(String coreid, String commandId, Answer answer, int timesAgain) {
        if (coreid.equals(acks.getIfPresent(commandId))) {
            return Uni.createFrom().item(Reply.TAKEN);
        }
        Optional<OpenCommand> call =
                open.find(commandId).filter(known -> known.command().coreid().equals(coreid));
        if (call.isPresent()) {
            return judged(call.get(), answer);
        }
        if (timesAgain > 0 && isRecent(commandId)) {
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .chain(() -> take(coreid, commandId, answer, timesAgain - 1));
        }
        return Uni.createFrom()
                .item(
                        CommandIds.issuedAt(commandId).isPresent() && !isRecent(commandId)
                                ? Reply.EXPIRED
                                : Reply.UNKNOWN);
    }

    private Uni<Reply> judged(OpenCommand call, Answer answer) {
        if (answer.result() != null && call.command().kind() == CommandKind.CALL) {
            return Uni.createFrom().item(Reply.UNFIT);
        }
        Answer known = call.answerSoFar();
        if (known != null) {
            return Uni.createFrom().item(known.isSameAs(answer) ? Reply.TAKEN : Reply.OTHER);
        }
        if (call.command().hasExpired(Instant.now())) {
            return Uni.createFrom().item(Reply.EXPIRED);
        }
        String taken = UUID.randomUUID().toString();
        return Uni.createFrom()
                .<OpenCommands.Worth>emitter(emitter -> {
                    waiting.put(taken, emitter);
                    writer.answer(call.command().coreid(), call.command().id(), answer, taken)
                            .subscribe()
                            .with(written -> {}, emitter::fail);
                })
                .ifNoItem()
                .after(PATIENCE)
                .failWith(CommandWriter::unavailable)
                .onTermination()
                .invoke(() -> waiting.remove(taken))
                .map(Answers::reply);
    }

    private static Reply reply(OpenCommands.Worth worth) {
        return switch (worth) {
            case FIRST, SAME -> Reply.TAKEN;
            case OTHER -> Reply.OTHER;
            case LATE, UNKNOWN -> Reply.EXPIRED;
        };
    }

    /** Whether this replica may not have read the command yet. */
    private static boolean isRecent(String commandId) {
        return CommandIds.issuedAt(commandId)
                .filter(issued -> issued.isAfter(Instant.now().minus(OpenCommands.REMEMBERED)))
                .isPresent();
    }
}

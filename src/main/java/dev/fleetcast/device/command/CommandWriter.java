package dev.fleetcast.device.command;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes commands and answers to their topics. */
@ThreadSafe
@ApplicationScoped
public class CommandWriter {

    /** A header that names the caller of a call, for its repetition at another replica. */
    public static final String CALLER = "fleetcast-caller";
    /** A header that identifies an answer to the replica that took it. */
    public static final String TAKEN = "fleetcast-taken";

    private static final int MAX_PENDING = 20_000;

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final CommandConfig config;
    private final AtomicInteger pending = new AtomicInteger();

    CommandWriter(
            @Channel("device-commands-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            CommandConfig config) {
        this.out = out;
        this.config = config;
    }

    /**
     * Writes a command.
     *
     * @param caller names the session and its call for their repetition at another replica; may be null
     * @return completes when Kafka has it; fails with a 503 problem within five seconds otherwise
     */
    public Uni<Void> command(Command command, String caller) {
        return send(config.commandsTopic(), command.coreid(), CommandJson.record(command), CALLER, caller);
    }

    /**
     * Writes an answer.
     *
     * @param taken identifies it when it is read back
     * @return completes when Kafka has it; fails with a 503 problem within five seconds otherwise
     */
    public Uni<Void> answer(String coreid, String commandId, Answer answer, String taken) {
        return send(config.commandResultsTopic(), coreid, CommandJson.record(commandId, answer), TAKEN, taken);
    }

    private Uni<Void> send(String topic, String coreid, byte[] value, String header, String text) {
        if (pending.incrementAndGet() > MAX_PENDING) {
            pending.decrementAndGet();
            return Uni.createFrom().failure(unavailable());
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, coreid.getBytes(StandardCharsets.UTF_8), value);
        if (text != null) {
            record.headers().add(header, text.getBytes(StandardCharsets.US_ASCII));
        }
        Uni<Void> sent = out.send(record)
                .onTermination()
                .invoke(pending::decrementAndGet)
                .onFailure()
                .transform(unreachable -> unavailable())
                .memoize()
                .indefinitely();
        // Sent now, and counted until Kafka answers, whatever the caller does.
        sent.subscribe().with(done -> {}, failed -> {});
        return sent;
    }

    /** 503: Kafka did not take it. */
    public static HttpProblem unavailable() {
        return Problems.unavailable("Kafka does not acknowledge the command; try again.");
    }
}

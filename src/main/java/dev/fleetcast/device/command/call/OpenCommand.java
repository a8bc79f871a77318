package dev.fleetcast.device.command.call;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.stream.Delivery;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call in this replica's memory: {@code issued → written → answered}, any of which may be missing when it expires. A
 * call is written once at most, so that no function runs twice.
 */
@ThreadSafe
final class OpenCommand implements Delivery {

    /** The approximate size of an instance without its texts, in bytes. */
    private static final int OVERHEAD = 600;

    private final Command command;
    private final String caller;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private boolean elsewhere;
    private boolean written;

    /** @param caller the fingerprint of the session and its call, see {@link Repetitions}; null without one */
    OpenCommand(Command command, String caller) {
        this.command = command;
        this.caller = caller;
    }

    @Override
    public Command command() {
        return command;
    }

    /** The fingerprint of the caller's session and call, or null. */
    String caller() {
        return caller;
    }

    /** Notes that another replica holds the device's stream, and may have written the call there. */
    synchronized void isElsewhere() {
        elsewhere = true;
    }

    /** Whether it may still be given to a stream of this replica. */
    synchronized boolean isDue(Instant now) {
        return !elsewhere && !written && !answer.isDone() && !command.hasExpired(now);
    }

    /** Claims the only write; false if it was written before, is answered, or came too late. */
    @Override
    public synchronized boolean begin(Instant now) {
        if (written || answer.isDone() || command.hasExpired(now)) {
            return false;
        }
        written = true;
        return true;
    }

    @Override
    public void written() {
        // Was noted before the write, so that it is never repeated.
    }

    @Override
    public void dropped() {
        // Expires.
    }

    /** The first answer. */
    CompletionStage<Answer> answer() {
        return answer.minimalCompletionStage();
    }

    /** Takes the answer unless there is one; returns the one that counts. */
    Answer answered(Answer given) {
        answer.complete(given);
        return answer.join();
    }

    /** The answer, or null. */
    Answer answerSoFar() {
        return answer.getNow(null);
    }

    /** Who pays for the memory. */
    MemoryHolder holder() {
        return new MemoryHolder("device:" + command.coreid());
    }

    /** The approximate size in memory, in bytes. */
    long weight() {
        return OVERHEAD + 2L * (command.arg().length() + command.function().length());
    }
}

package dev.fleetcast.device.command.call;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that were issued lately, by whichever replica, with their answers. Bounded in bytes, by device and in all.
 */
@ThreadSafe
@Singleton
final class OpenCommands {

    /** How long an expired call is remembered: for its repetition, and for late answers. */
    static final Duration REMEMBERED = Duration.ofSeconds(15);
    /** How long an answer waits for its command, which comes by another partition. */
    private static final Duration EARLY = Duration.ofSeconds(5);

    private static final int MAX_EARLY = 1_000;

    private final MemoryBudget memory;
    private final Map<String, OpenCommand> byId = new LinkedHashMap<>();
    private final Map<String, Map<String, OpenCommand>> byDevice = new HashMap<>();
    private final Map<String, OpenCommand> byCaller = new HashMap<>();
    private final Map<String, EarlyAnswer> early = new LinkedHashMap<>();

    private record EarlyAnswer(String coreid, Answer answer, Instant readAt) {}

    @Inject
    OpenCommands(MemoryBudgets budgets) {
        this(budgets.of(MemoryKind.COMMANDS));
    }

    OpenCommands(MemoryBudget memory) {
        this.memory = memory;
    }

    /** What an answer was worth. */
    enum Worth {
        /** It counts. */
        FIRST,
        /** It says what the one that counts says. */
        SAME,
        /** Another one counts. */
        OTHER,
        /** Too late: its caller no longer waits. */
        LATE,
        /** There is no such command for this device, or its record has not been read yet. */
        UNKNOWN
    }

    /**
     * Enters a command; the one that is known already if there is one.
     *
     * @param caller see {@link OpenCommand}
     * @return empty if there is no memory for it
     */
    synchronized Optional<OpenCommand> enter(Command command, String caller) {
        OpenCommand known = byId.get(command.id());
        if (known != null) {
            return Optional.of(known).filter(same -> same.command().coreid().equals(command.coreid()));
        }
        OpenCommand entered = new OpenCommand(command, caller);
        if (!memory.tryReserve(entered.holder(), entered.weight())) {
            return Optional.empty();
        }
        byId.put(command.id(), entered);
        byDevice.computeIfAbsent(command.coreid(), coreid -> new LinkedHashMap<>())
                .put(command.id(), entered);
        if (caller != null) {
            byCaller.put(caller, entered);
        }
        EarlyAnswer before = early.remove(command.id());
        if (before != null && before.coreid().equals(command.coreid())) {
            entered.answered(before.answer());
        }
        return Optional.of(entered);
    }

    /** The command with that id. */
    synchronized Optional<OpenCommand> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest command of that caller, see {@link OpenCommand#caller}. */
    synchronized Optional<OpenCommand> ofCaller(String caller) {
        return Optional.ofNullable(byCaller.get(caller));
    }

    /** The commands that a new stream of the device gets, in the order in which they were issued. */
    synchronized List<OpenCommand> due(String coreid, Instant now) {
        return byDevice.getOrDefault(coreid, Map.of()).values().stream()
                .filter(open -> open.isDue(now))
                .toList();
    }

    /** Notes that another replica holds the device's stream, and gives it what waits. */
    synchronized void areElsewhere(String coreid) {
        byDevice.getOrDefault(coreid, Map.of()).values().forEach(OpenCommand::isElsewhere);
    }

    /** Takes an answer in that was read now. One whose command is unknown is kept for a moment. */
    synchronized Worth answered(String coreid, String id, Answer answer, Instant now) {
        OpenCommand open = byId.get(id);
        if (open == null) {
            if (early.size() < MAX_EARLY && !isAncient(id, now)) {
                early.putIfAbsent(id, new EarlyAnswer(coreid, answer, now));
            }
            return Worth.UNKNOWN;
        }
        if (!open.command().coreid().equals(coreid)) {
            return Worth.UNKNOWN;
        }
        Answer known = open.answerSoFar();
        if (known == null && open.command().hasExpired(answer.at())) {
            return Worth.LATE;
        }
        Answer counts = open.answered(answer);
        if (counts == answer) {
            return Worth.FIRST;
        }
        return counts.isSameAs(answer) ? Worth.SAME : Worth.OTHER;
    }

    /** Forgets a command that could not be issued. */
    synchronized void forget(String id) {
        OpenCommand gone = byId.remove(id);
        if (gone != null) {
            leave(gone);
        }
    }

    /** Forgets what is no longer needed; called about once a second. */
    synchronized void sweep(Instant now) {
        for (Iterator<OpenCommand> all = byId.values().iterator(); all.hasNext(); ) {
            OpenCommand open = all.next();
            if (open.command().hasExpired(now.minus(REMEMBERED))) {
                all.remove();
                leave(open);
            }
        }
        early.values().removeIf(waiting -> waiting.readAt().isBefore(now.minus(EARLY)));
    }

    /** The number of calls without an answer that have not expired. */
    synchronized int waiting(Instant now) {
        return (int) byId.values().stream()
                .filter(open -> open.answerSoFar() == null && !open.command().hasExpired(now))
                .count();
    }

    private void leave(OpenCommand gone) {
        byDevice.computeIfPresent(gone.command().coreid(), (coreid, rest) -> {
            rest.remove(gone.command().id());
            return rest.isEmpty() ? null : rest;
        });
        if (gone.caller() != null) {
            byCaller.remove(gone.caller(), gone);
        }
        memory.release(gone.holder(), gone.weight());
    }

    private static boolean isAncient(String id, Instant now) {
        return CommandIds.issuedAt(id)
                .filter(issued -> issued.isBefore(now.minus(REMEMBERED)))
                .isPresent();
    }
}

package dev.fleetcast.history.replay;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.history.read.Assignments;
import dev.fleetcast.history.read.Assignments.Assignment;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.ReplayTarget;
import dev.fleetcast.stream.spi.Replaying;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The replays on the streams of this replica. */
@ThreadSafe
@ApplicationScoped
public class Replays implements Replaying {

    private static final Logger LOG = Logger.getLogger(Replays.class);
    private static final int MAX = 200;
    private static final int MAX_PER_USER = 5;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int LIMITED = 429;

    private final UnitHistory history;
    private final Assignments assignments;
    private final UnitDirectory directory;
    private final Visibility visibility;
    private final MemoryBudgets memory;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private record Running(StreamId stream, long user, Replay replay) {}

    Replays(
            UnitHistory history,
            Assignments assignments,
            UnitDirectory directory,
            Visibility visibility,
            MemoryBudgets memory) {
        this.history = history;
        this.assignments = assignments;
        this.directory = directory;
        this.visibility = visibility;
        this.memory = memory;
    }

    @Override
    public int answer(StreamId stream, ReplayTarget target, Viewer viewer, String request) {
        ReplayOrder order = ReplayOrder.read(request);
        if (order.kind() == ReplayOrder.Kind.START) {
            return start(stream, target, viewer, order);
        }
        Running known = running.get(order.id());
        if (known == null || !known.stream().equals(stream) || known.user() != viewer.userId()) {
            return NOT_FOUND;
        }
        if (order.kind() == ReplayOrder.Kind.END) {
            known.replay().clock().end();
            running.remove(order.id());
        } else {
            known.replay().clock().change(order);
        }
        return OK;
    }

    void stop(@Observes ShutdownEvent stopping) {
        running.values().forEach(each -> each.replay().clock().end());
    }

    private synchronized int start(StreamId stream, ReplayTarget target, Viewer viewer, ReplayOrder order) {
        long own = running.values().stream()
                .filter(each -> each.user() == viewer.userId())
                .count();
        if (running.size() >= MAX || own >= MAX_PER_USER) {
            return LIMITED;
        }
        Map<Long, Assignment> then = new HashMap<>();
        assignments.ofUnits(order.units()).forEach(each -> then.put(each.id(), each));
        Replay replay = new Replay(
                order,
                history,
                placement -> maySee(viewer, then.get(placement)),
                placement -> zone(then.get(placement)),
                target,
                new ReplayMemory(viewer.userId(), memory));
        running.put(order.id(), new Running(stream, viewer.userId(), replay));
        Thread thread = new Thread(() -> run(order.id(), replay), "fleetcast-replay");
        thread.setDaemon(true);
        thread.start();
        return OK;
    }

    private void run(String id, Replay replay) {
        try {
            replay.run();
        } catch (RuntimeException away) {
            LOG.warnf("A replay has ended early: %s", away);
        } finally {
            running.remove(id);
        }
    }

    /** Asked for each message: rights may end meanwhile. */
    private boolean maySee(Viewer viewer, Assignment then) {
        return then != null
                && visibility.maySee(viewer, new UnitId(then.unitId()))
                && visibility.maySeeClient(viewer, then.clientId());
    }

    private ZoneId zone(Assignment then) {
        return directory
                .byId(new UnitId(then.unitId()))
                .map(FleetUnit::timezone)
                .orElse(ZoneOffset.UTC);
    }
}

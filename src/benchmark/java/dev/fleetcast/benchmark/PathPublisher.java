package dev.fleetcast.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One request for each message, to a path that ends with the unit's id, on a few persistent connections. */
final class PathPublisher implements Publisher {

    /** A unit always uses the same lane, which keeps its order. */
    private static final int LANES = 8;

    private final List<PublishLane> lanes = new ArrayList<>();
    private final String path;

    PathPublisher(int port, String path) throws IOException {
        this.path = path;
        for (int i = 0; i < LANES; i++) {
            lanes.add(new PublishLane(port));
        }
    }

    @Override
    public void publish(String unit, byte[] data) {
        lanes.get(Math.floorMod(unit.hashCode(), LANES)).add(path + unit, data);
    }

    /** Nothing to flush: every message is already on its way. */
    @Override
    public void flush() {}

    @Override
    public Account account() {
        return lanes.stream().map(PublishLane::account).reduce(Account.EMPTY, Account::plus);
    }
}

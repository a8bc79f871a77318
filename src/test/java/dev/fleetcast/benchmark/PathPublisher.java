package dev.fleetcast.benchmark;

import java.io.IOException;
import java.util.List;

/** One request for each message, to a path that ends with the unit's id; all of a batch at once, without waiting. */
final class PathPublisher implements Publisher {

    private final List<PeerConnection> connections;
    private final String path;

    PathPublisher(List<PeerConnection> connections, String path) {
        this.connections = connections;
        this.path = path;
    }

    @Override
    public void publish(String unit, byte[] data) {
        connections.get(Math.floorMod(unit.hashCode(), connections.size())).post(path + unit, data);
    }

    @Override
    public void flush() throws IOException {
        for (PeerConnection connection : connections) {
            connection.flush();
        }
    }
}

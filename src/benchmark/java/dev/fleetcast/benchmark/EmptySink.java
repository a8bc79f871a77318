package dev.fleetcast.benchmark;

import java.util.List;

/** Open streams without events: the minimum cost of a stream. */
record EmptySink(int port, int connectsPerSecond, PeerProcess program) implements Contestant {

    @Override
    public String name() {
        return "empty-sink";
    }

    @Override
    public List<ProcessHandle> server() {
        return program.all();
    }

    @Override
    public List<ProcessHandle> feeders() {
        return List.of();
    }

    @Override
    public String path(int[] units) {
        return "/empty";
    }

    @Override
    public void close() {
        program.close();
    }
}

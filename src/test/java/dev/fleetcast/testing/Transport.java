package dev.fleetcast.testing;

/** The ways to connect a stream; what holds for one holds for the other. */
public enum Transport {
    SSE {
        @Override
        public SseClient connectTo(String address, String query, String... headers) {
            return SseClient.connect(address + "/sse/telemetry/connect" + query, headers);
        }
    },
    WEBSOCKET {
        @Override
        public SocketClient connectTo(String address, String query, String... headers) {
            return SocketClient.connect(address + "/ws/telemetry/connect" + query, headers);
        }
    };

    /** Connects to the application under test; {@code headers} are names and values in turn. */
    public StreamClient connect(String query, String... headers) {
        return connectTo(Api.base(), query, headers);
    }

    /** Connects to the application at that address. */
    public abstract StreamClient connectTo(String address, String query, String... headers);
}

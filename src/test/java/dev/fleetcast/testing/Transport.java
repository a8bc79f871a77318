package dev.fleetcast.testing;

/** The ways to connect a stream; what holds for one holds for the other. */
public enum Transport {
    SSE {
        @Override
        public StreamClient connect(String query, String... headers) {
            return SseClient.connect(Api.base() + "/sse/telemetry/connect" + query, headers);
        }
    },
    WEBSOCKET {
        @Override
        public StreamClient connect(String query, String... headers) {
            return SocketClient.connect(Api.base() + "/ws/telemetry/connect" + query, headers);
        }
    };

    /** Connects to the application under test; {@code headers} are names and values in turn. */
    public abstract StreamClient connect(String query, String... headers);
}

package dev.fleetcast.stream;

/**
 * What all streams of a replica share.
 *
 * @param config life and limits
 * @param cursors makes event ids
 * @param keeper writes down what has to outlive the connection
 */
record StreamParts(StreamConfig config, CursorCodec cursors, StreamKeeper keeper) {}

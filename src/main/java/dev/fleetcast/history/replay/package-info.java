/**
 * Replays the past on streams: beside live messages, on a clock of its own.
 *
 * <p>In reading order: {@code ReplayResource}, {@code ReplayForm}, {@code ReplayForms}, {@code ReplayOrder}, {@code
 * Replays}, {@code Replay}, {@code ReplayReading}, {@code ReplayPiece}, {@code ReplayQueue}, {@code ReplayMemory}, {@code ReplayClock}, {@code ReplayFrames}.
 */
package dev.fleetcast.history.replay;

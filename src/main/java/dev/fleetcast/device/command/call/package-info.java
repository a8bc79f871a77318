/**
 * Calls of functions that wait for the device's answer.
 *
 * <p>In reading order: {@code Calls}, {@code OpenCommands}, {@code OpenCommand}, {@code CommandReader}, {@code Answers},
 * {@code Repetitions}, {@code AckCalls}.
 */
package dev.fleetcast.device.command.call;

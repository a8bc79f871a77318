/**
 * Functions, variables and commands of devices over HTTP.
 *
 * <p>In reading order: {@code FunctionResource}, {@code CommandStreamResource}, {@code AnswerResource}, {@code
 * VariableResource}, {@code VariableReportResource}, {@code PingResource}, {@code QueuedCommandResource}.
 */
package dev.fleetcast.device.command.api;

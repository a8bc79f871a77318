/**
 * Errors on the wire: RFC 9457 problem details for every failure, without internal details.
 *
 * <p>In reading order: {@code Problems}, {@code ProblemType}, {@code Violations}, {@code ProblemRules},
 * {@code ReplacedMappers}, {@code EarlyProblems}, {@code Bodies}, {@code QueryParameters}.
 */
package dev.fleetcast.problem;

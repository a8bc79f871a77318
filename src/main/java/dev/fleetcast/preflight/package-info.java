/**
 * Checks of the settings. Before a packaged application starts, {@code Preflight} runs every {@code Check} and reports
 * all problems at once; once it has started, {@code StartAdvice} logs what is valid but probably a mistake.
 *
 * <p>In reading order: {@code Preflight}, {@code ConfigReading}, {@code Settings}, {@code Check}, {@code ConfigProblem},
 * {@code StartAdvice}. The checks that stop a start are named {@code …Check} (also {@code RequiredSettings}, {@code
 * Addresses}), those that warn {@code …Advice}; {@code UnknownNames} does both.
 */
package dev.fleetcast.preflight;

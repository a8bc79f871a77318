/** The pages of {@code META-INF/resources}: what browsers are told about them, and they of the deployment. */
package dev.fleetcast.dashboard;

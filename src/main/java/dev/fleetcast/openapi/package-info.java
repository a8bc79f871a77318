/** What the description of the API says beside what is said where the calls are taken. */
package dev.fleetcast.openapi;

/**
 * Looks at an installation: what works, what does not, and what to do about it.
 *
 * <p>In: the machine, the class path, the places of store, runs and datasets. Out: {@link
 * marginlab.doctor.DoctorFinding}s.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Engines are loaded in a process of their own, started as a worker is: native code that crashes is a finding, and
 *       what is seen is what a trial will see.
 *   <li>A dataset that is missing is not a fault: nobody has all of them. One that is there and broken is.
 * </ul>
 */
package marginlab.doctor;

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// What the indices take from C's mathematical library, in one place.

/// The natural logarithm of a number above 0.
func ln(_ value: Double) -> Double { log(value) }

/// Euler's number to the power of `exponent`.
func exponential(_ exponent: Double) -> Double { exp(exponent) }

/// A number to a power.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The sine of an angle in radians.
func sine(_ angle: Double) -> Double { sin(angle) }

/// The cosine of an angle in radians.
func cosine(_ angle: Double) -> Double { cos(angle) }

/// The angle in radians, from 0 to π/2, of a sine from 0 to 1.
func arcsine(_ sine: Double) -> Double { asin(sine) }

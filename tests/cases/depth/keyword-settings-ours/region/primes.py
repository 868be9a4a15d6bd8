from region.cache import Region

region = Region("primes", expiration=3600)


@region.cached
def factors(number):
    found, divisor = [], 2
    while number > 1:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1
    return found


@region.cached
def letters(word):
    return {letter: word.count(letter) for letter in sorted(set(word))}

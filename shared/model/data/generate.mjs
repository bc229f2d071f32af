// Writes the territory data of this folder from the official list (see README.md).
//
//   npm ci && npm run generate     writes the files
//   npm ci && npm run check        fails if a committed file is not what would be written
//
// Same source, same bytes: nothing depends on the date, the locale or the machine.

import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const source = name => require(`@etalab/decoupage-administratif/data/${name}.json`)

const everything = source('communes')
const communes = everything.filter(({ type }) => type === 'commune-actuelle')
const named = new Map(communes.map(({ code, nom }) => [code, nom]))

const lines = {
  'communes.txt': communes.map(({ code, nom }) => `${code} ${nom}`),
  'postcodes.txt': postcodes(),
  'parts.txt': parts(),
  'departements.txt': source('departements').map(({ code, region, nom }) => `${code} ${region} ${nom}`),
  'regions.txt': source('regions').map(({ code, nom }) => `${code} ${nom}`)
}

/** `35000 238`: a commune whose code starts like the postcode is shortened to its last three characters. */
function postcodes() {
  const served = new Map()
  for (const { code, codesPostaux = [] } of communes) {
    for (const postcode of codesPostaux) {
      served.set(postcode, [...(served.get(postcode) ?? []), code])
    }
  }
  const shortened = (code, postcode) => (code.slice(0, 2) === postcode.slice(0, 2) ? code.slice(2) : code)
  return [...served].map(([postcode, codes]) =>
    [postcode, ...codes.sort(byBytes).map(code => shortened(code, postcode))].join(' '))
}

/** Codes and names that lead to a commune without being one: what merged into it, its arrondissements. */
function parts() {
  const found = new Map()
  for (const { code, anciensCodes = [] } of communes) {
    for (const former of anciensCodes) {
      found.set(former, `${former} ${code}`)
    }
  }
  for (const { code, nom, chefLieu, commune } of everything) {
    const whole = chefLieu ?? commune
    if (whole && !(code === whole && nom === named.get(whole))) {
      found.set(code, `${code} ${whole} ${nom}`)
    }
  }
  for (const line of found.values()) {
    const whole = line.slice(6, 11)
    if (!named.has(whole)) throw new Error(`parts.txt: ${whole} is not a commune: ${line}`)
  }
  return [...found.values()]
}

function byBytes(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function write(file, unsorted) {
  const sorted = unsorted.sort(byBytes)
  const bad = sorted.find(line => line.normalize('NFC') !== line || /[^\S ]|^ | $| {2}/.test(line))
  if (bad) throw new Error(`${file}: this line needs a look: ${JSON.stringify(bad)}`)
  const text = sorted.map(line => `${line}\n`).join('')
  const target = new URL(file, import.meta.url)
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text)
  } else if (readFileSync(target, 'utf8') !== text) {
    throw new Error(`${file} differs from its source: npm run generate`)
  }
  console.log(`${file}: ${sorted.length} lines, ${Buffer.byteLength(text)} bytes`)
}

for (const [file, unsorted] of Object.entries(lines)) write(file, unsorted)

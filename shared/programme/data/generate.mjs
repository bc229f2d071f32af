// Writes the outlines of this folder from the State's charts (see README.md).
//
//   npm install --ignore-scripts && npm run generate     writes the file
//   npm install --ignore-scripts && npm run check        fails if the committed file is not what would be written
//
// Same source, same bytes.

import { readFileSync, writeFileSync } from 'node:fs'

const SOURCE = new URL('node_modules/@gouvfr/dsfr-chart/dist/MapChart/MapChart.js', import.meta.url)
const FILE = new URL('regions.txt', import.meta.url)

// The class of each shape in the source, and the region's code in the COG.
const MAINLAND = {
  IDF: '11', CVL: '24', BFC: '27', NOR: '28', HDF: '32', GES: '44', PDL: '52', BRE: '53', NAQ: '75', OCC: '76',
  ARA: '84', PAC: '93', '20R': '94'
}
const OVERSEAS = { 971: '01', 972: '02', 973: '03', 974: '04', 976: '06' }
// Where each of these is, from the left of a row under the mainland, and how much larger than in the source.
const PLACES = { '01': 20, '02': 240, '03': 440, '04': 625, '06': 850 }
const [UNDER_THE_MAINLAND, ENLARGED] = [1030, 3]

const charts = readFileSync(SOURCE, 'utf8')

/** The path of a shape of the source. */
function drawn(name) {
  const start = charts.indexOf(`class: "FR-${name}"`)
  const path = start < 0 ? null : /\bd: "([^"]+)"/.exec(charts.slice(start, start + 6000))
  if (!path) throw new Error(`the source draws no FR-${name}`)
  return path[1]
}

/** The corners of each part of a path; its few curves become lines. */
function parts(path) {
  const tokens = path.match(/[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)/g)
  const found = []
  let [x, y, at, command] = [0, 0, 0, '']
  const next = () => Number(tokens[at++])
  while (at < tokens.length) {
    if (/[a-zA-Z]/.test(tokens[at])) command = tokens[at++]
    const [fromX, fromY] = command === command.toLowerCase() ? [x, y] : [0, 0]
    switch (command.toLowerCase()) {
      case 'z': [x, y] = found.at(-1)[0]; continue
      case 'h': x = fromX + next(); break
      case 'v': y = fromY + next(); break
      case 'c': at += 4; [x, y] = [fromX + next(), fromY + next()]; break
      case 'a': at += 5; [x, y] = [fromX + next(), fromY + next()]; break
      case 's': at += 2; [x, y] = [fromX + next(), fromY + next()]; break
      case 'm':
        [x, y] = [fromX + next(), fromY + next()]
        found.push([])
        command = command === 'm' ? 'l' : 'L' // what follows without a letter
        break
      case 'l': [x, y] = [fromX + next(), fromY + next()]; break
      default: throw new Error(`${command} is not known`)
    }
    if (Number.isNaN(x + y)) throw new Error(`a number is missing after ${command}`)
    found.at(-1).push([x, y])
  }
  return found
}

const area = part =>
  Math.abs(part.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = part[(i + 1) % part.length]
    return sum + x * nextY - nextX * y
  }, 0)) / 2

/** Ramer–Douglas–Peucker, for shapes that share no border. */
function simplified(part, tolerance) {
  if (part.length < 3) return part
  const [[ax, ay], [bx, by]] = [part[0], part.at(-1)]
  const length = Math.hypot(bx - ax, by - ay)
  let [farthest, most] = [0, 0]
  part.forEach(([x, y], i) => {
    const away = length ? Math.abs((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / length : Math.hypot(x - ax, y - ay)
    if (away > most) [farthest, most] = [i, away]
  })
  if (most <= tolerance) return [part[0], part.at(-1)]
  return [...simplified(part.slice(0, farthest + 1), tolerance).slice(0, -1), ...simplified(part.slice(farthest), tolerance)]
}

/** Whole numbers, none twice in a row. */
function rounded(part) {
  const whole = part.map(([x, y]) => [Math.round(x), Math.round(y)])
  const kept = whole.filter(([x, y], i) => i === 0 || x !== whole[i - 1][0] || y !== whole[i - 1][1])
  while (kept.length > 1 && String(kept[0]) === String(kept.at(-1))) kept.pop()
  return kept
}

/** `M1 2l3 4-5 6z`: from each corner to the next. */
const written = part =>
  `M${part[0].join(' ')}l` +
  part.slice(1).map(([x, y], i) => `${x - part[i][0]} ${y - part[i][1]}`).join(' ').replaceAll(' -', '-') + 'z'

/** The point of a part that lies farthest from its border, on a grid: where a number is readable. */
function middle(part) {
  const [xs, ys] = [part.map(([x]) => x), part.map(([, y]) => y)]
  let [best, most] = [[0, 0], -1]
  for (let y = Math.min(...ys); y <= Math.max(...ys); y += 2) {
    for (let x = Math.min(...xs); x <= Math.max(...xs); x += 2) {
      const away = inside(part, x, y) ? toBorder(part, x, y) : -1
      if (away > most) [best, most] = [[x, y], away]
    }
  }
  return best
}

function inside(part, x, y) {
  let is = false
  part.forEach(([ax, ay], i) => {
    const [bx, by] = part[(i + 1) % part.length]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is
  })
  return is
}

function toBorder(part, x, y) {
  return Math.min(...part.map(([ax, ay], i) => {
    const [bx, by] = part[(i + 1) % part.length]
    const squared = (bx - ax) ** 2 + (by - ay) ** 2
    const along = squared ? Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared)) : 0
    // A number is wider than high.
    return Math.hypot((x - ax - along * (bx - ax)) / 1.6, y - ay - along * (by - ay))
  }))
}

/** What is left of a shape in whole numbers, without its smallest islands. */
const whole = shape => shape.map(rounded).filter(part => part.length > 2 && area(part) > 12)

function onMainland([name, code]) {
  const shape = whole(parts(drawn(name)))
  const largest = shape.reduce((one, other) => (area(other) > area(one) ? other : one))
  return [code, ...middle(largest), shape.map(written).join('')]
}

/** The number is under the shape: most are too small to hold one. */
function overseas([name, code]) {
  const [left, top] = [PLACES[code], UNDER_THE_MAINLAND]
  const moved = parts(drawn(name)).map(part => part.map(([x, y]) => [left + x * ENLARGED, top + y * ENLARGED]))
  const shape = whole(moved.map(part => simplified(part, 1.5)))
  const xs = shape.flat().map(([x]) => x)
  return [code, Math.round((Math.min(...xs) + Math.max(...xs)) / 2), top + 50 * ENLARGED + 32, shape.map(written).join('')]
}

const lines = [...Object.entries(MAINLAND).map(onMainland), ...Object.entries(OVERSEAS).map(overseas)].map(it => it.join(' '))
const text = lines.sort().map(it => `${it}\n`).join('')

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) throw new Error('regions.txt is not what the source gives')
} else {
  writeFileSync(FILE, text)
}

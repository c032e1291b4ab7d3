type Words = readonly [string, ...string[]]

/** How the name of a company begins; the simplest first. */
export const COMPANY_STEMS: Words = words(`
  Acme Globex Initech Hooli Vandelay Apex Arbor Argon Aster Atlas Aurora Axiom Beacon Birch
  Bluefin Boreal Bramble Brightside Bridgepoint Cascade Cedar Chroma Cinder Citadel Clearwater
  CloudScale Cobalt Compass Copper Coral Crestline Crimson DataFlow Delta Drift Dune Echo
  Eclipse Ember Evergreen Falcon Fathom Fern Flint Forge Foxglove Frontier Gale Garnet Glacier
  Granite Greenway Harbor Hazel Helix Heron Highland Horizon Indigo Ironwood Ivory Jade Juniper
  Kestrel Keystone Lantern Larch Lattice Lighthouse Linden Lumen Lynx Magnolia Maple Marble
  Meridian Mesa Monarch Mosaic Nimbus Northwind Oakline Obsidian Onyx Orbit Osprey Paragon
  Pebble Phoenix Pinecrest Pioneer Polaris Prairie Prism Quartz Quill Radian Raven Redwood
  Ridgeline Rowan Saffron Sage Sequoia Sierra Silverline Slate Solstice Sparrow Summit Sycamore
  Tamarack Tempo Terrace Thistle Tidewater Timber Topaz Trellis Tundra Umber Vantage Vertex
  Vesper Vista Willow Zephyr Zenith
`)

/** What a company does, as the middle of its name. */
export const TRADES: Words = words(`
  Advisors Aerospace Analytics Apparel Automation Biotech Brewing Capital Cloud Consulting
  Dental Design Digital Energy Engineering Financial Foods Freight Furniture Health Hotels
  Insurance Labs Legal Logistics Manufacturing Marine Marketing Media Medical Mobility Networks
  Optics Packaging Partners Pharma Printing Realty Recruiting Robotics Security Software Solar
  Solutions Sports Systems Technologies Telecom Travel Ventures
`)

/** How the name of a company ends, if at all. */
export const LEGAL_FORMS: Words = ['', '', '', ' Inc.', ' LLC', ' Ltd', ' GmbH', ' Group']

/** The simplest first. */
export const GIVEN_NAMES: Words = words(`
  Ann Ben Cara Dan Aaliyah Alejandra Amir Ana Andre Anika Arjun Astrid Beatriz Bjorn Carlos
  Carmen Chen Chloe Clara Daniel David Diego Elena Eli Emily Emma Ethan Fatima Felix Freya
  Gabriel Grace Hana Hannah Hugo Ibrahim Imani Ines Isaac Isla Ivan James Jasmine Jennifer Jonas
  Joseph Julia Kai Karim Kavya Keiko Laila Lars Laura Layla Leo Lina Linh Lucas Lucia Maeve
  Marco Maria Marta Mateo Maya Mei Michael Mila Mina Naomi Nadia Natalia Nia Nikhil Noah Nora
  Olga Oliver Omar Oscar Paula Pedro Petra Priya Rachel Rafael Rania Ravi Robert Rosa Ruth Samir
  Samuel Sarah Sofia Soren Stella Tariq Tessa Theo Thomas Tomas Uma Valentina Victor Wei Yara
  Yusuf Zara Zoe
`)

/** The simplest first. */
export const FAMILY_NAMES: Words = words(`
  Lee Roy Fox Ali Abbott Adeyemi Aguilar Ahmed Almeida Andersen Bauer Becker Bennett Bianchi
  Brooks Campos Carter Castillo Chandra Chang Cohen Costa Cruz Dahl Delgado Diaz Dubois Eriksen
  Evans Farah Fischer Flores Foster Fournier Garcia Gomez Gray Greene Gupta Haddad Hansen Hayes
  Hernandez Hoffman Hughes Ibarra Iyer Jackson Jensen Johansson Joshi Kapoor Kaur Keller Khan
  Kim Klein Kowalski Kumar Larsen Laurent Lindgren Lopez Martin Martinez Mbeki Mehta Mendoza
  Meyer Mitchell Moreau Morgan Murphy Nair Nakamura Navarro Nguyen Novak Nowak Okafor Olsen
  Ortega Osei Park Patel Patterson Pereira Petrov Quinn Ramirez Rao Reed Reyes Ricci Rodriguez
  Rossi Russo Saito Santos Sato Schmidt Shah Silva Singh Sousa Stein Suzuki Tanaka Thompson
  Torres Turner Vargas Vega Walsh Weber Wong Yamada Yilmaz Zhang Zimmerman
`)

function words(text: string): Words {
  return text.trim().split(/\s+/) as [string, ...string[]]
}
